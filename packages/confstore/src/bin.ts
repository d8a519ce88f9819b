#!/usr/bin/env node
import { startBin } from '@hare/cli/bin';
import { program } from './cli/program.js';

const [url = '', command, ...rest] = process.argv.slice(2);
const isGet = command === 'get' && !/^(?:-|help$|completion$)/.test(url);
if (isGet) void import('./get.js').then(({ get }) => get(url, rest));
else startBin('confstore', program, () => import('./bin-main.js'));
