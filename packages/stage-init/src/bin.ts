#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { init } from './stage.js';

startBin('hare-stage-init', stageCommand(init), () => import('./bin-main.js'));
