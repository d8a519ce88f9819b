#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { upgrade } from './upgrade.js';
await runStage(upgrade);
