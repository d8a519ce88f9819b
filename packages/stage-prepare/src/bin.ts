#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { prepare } from './stage.js';

startBin('hare-stage-prepare', stageCommand(prepare), () => import('./bin-main.js'));
