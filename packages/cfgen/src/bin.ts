#!/usr/bin/env node
import { startBin } from '@hare/cli/bin';
import { program } from './program.js';

startBin('hare-cfgen', program, () => import('./bin-main.js'));
