#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { config } from './stage.js';
await runStage(config);
