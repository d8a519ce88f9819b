#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { test } from './stage.js';
await runStage(test);
