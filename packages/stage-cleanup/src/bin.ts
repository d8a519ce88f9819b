#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { cleanup } from './stage.js';

startBin('hare-stage-cleanup', stageCommand(cleanup), () => import('./bin-main.js'));
