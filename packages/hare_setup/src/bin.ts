#!/usr/bin/env node
import { startBin } from '@hare/cli/bin';
import { program } from './program.js';

// What waits is not quick.
const [command, ...options] = process.argv.slice(2);
const isQuick = command === 'status' && !options.some((option) => option.startsWith('--wait'));
if (isQuick) void import('./quick.js');
else startBin('hare_setup', program, () => import('./bin-main.js'));
