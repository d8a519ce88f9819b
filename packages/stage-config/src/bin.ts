#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { config } from './stage.js';

startBin('hare-stage-config', stageCommand(config), () => import('./bin-main.js'));
