#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { backup } from './stage.js';
await runStage(backup);
