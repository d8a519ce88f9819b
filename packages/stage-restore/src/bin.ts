#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { restore } from './stage.js';
await runStage(restore);
