#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { supportBundle } from './stage.js';

startBin('hare-stage-support-bundle', stageCommand(supportBundle), () => import('./bin-main.js'));
