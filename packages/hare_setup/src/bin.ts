#!/usr/bin/env node
// What waits is not quick.
const [command, ...options] = process.argv.slice(2);
const isQuick = command === 'status' && !options.some((option) => option.startsWith('--wait'));
if (isQuick) void import('./quick.js');
else void import('./start.js');
