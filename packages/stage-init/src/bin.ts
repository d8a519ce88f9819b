#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { init } from './stage.js';
await runStage(init);
