#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { preUpgrade } from './pre-upgrade.js';
await runStage(preUpgrade);
