#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { backup } from './stage.js';

startBin('hare-stage-backup', stageCommand(backup), () => import('./bin-main.js'));
