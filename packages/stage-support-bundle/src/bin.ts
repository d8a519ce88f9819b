#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { supportBundle } from './stage.js';
await runStage(supportBundle);
