#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { restore } from './stage.js';

startBin('hare-stage-restore', stageCommand(restore), () => import('./bin-main.js'));
