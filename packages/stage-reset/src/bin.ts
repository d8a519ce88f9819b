#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { reset } from './stage.js';

startBin('hare-stage-reset', stageCommand(reset), () => import('./bin-main.js'));
