#!/usr/bin/env node
import { startBin } from '@hare/cli/bin';
import { program } from './cli/program.js';

if (process.argv[2] === 'validate') void import('./quick.js');
else startBin('hare-cdf', program, () => import('./bin-main.js'));
