#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { upgrade } from './upgrade.js';

startBin('hare-stage-upgrade', stageCommand(upgrade), () => import('./bin-main.js'));
