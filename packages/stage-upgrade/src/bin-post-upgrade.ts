#!/usr/bin/env node
import { stageCommand, startBin } from '@hare/stage/bin';
import { postUpgrade } from './post-upgrade.js';

startBin(
  'hare-stage-post-upgrade',
  stageCommand(postUpgrade),
  () => import('./bin-main-post-upgrade.js'),
);
