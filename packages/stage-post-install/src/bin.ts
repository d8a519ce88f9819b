#!/usr/bin/env node
import { runStage } from '@hare/stage';
import { postInstall } from './stage.js';
await runStage(postInstall);
