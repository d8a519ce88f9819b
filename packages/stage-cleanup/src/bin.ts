#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { cleanup } from './stage.js';
await runStage(cleanup);
