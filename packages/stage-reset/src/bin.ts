#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { reset } from './stage.js';
await runStage(reset);
