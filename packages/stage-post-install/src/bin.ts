#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { postInstall } from './stage.js';

startBin('hare-stage-post-install', stageCommand(postInstall), () => import('./bin-main.js'));
