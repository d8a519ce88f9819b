#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { preUpgrade } from './pre-upgrade.js';

startBin(
  'hare-stage-pre-upgrade',
  stageCommand(preUpgrade),
  () => import('./bin-main-pre-upgrade.js'),
);
