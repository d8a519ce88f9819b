#!/usr/bin/env node
if (process.argv[2] === 'validate') void import('./quick.js');
else void import('./start.js');
