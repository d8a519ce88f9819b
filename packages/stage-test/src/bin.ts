#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { test } from './stage.js';

startBin('hare-stage-test', stageCommand(test), () => import('./bin-main.js'));
