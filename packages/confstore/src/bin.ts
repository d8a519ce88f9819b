#!/usr/bin/env node
const [url = '', command, ...rest] = process.argv.slice(2);
const isGet = command === 'get' && !/^(?:-|help$|completion$)/.test(url);
if (isGet) void import('./get.js').then(({ get }) => get(url, rest));
else void import('./start.js');
