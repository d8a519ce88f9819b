#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { postUpgrade } from './post-upgrade.js';
await runStage(postUpgrade);
