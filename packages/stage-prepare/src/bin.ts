#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { prepare } from './stage.js';
await runStage(prepare);
