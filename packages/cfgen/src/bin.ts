#!/usr/bin/env node
import { runCli } from '@hare/cli';
import { main } from './cli.js';

await runCli('hare-cfgen', main);
