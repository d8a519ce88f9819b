#!/usr/bin/env node
// Most calls are a get, and shorter than the start of Node: they load a bundle of their own.
const [url = '', command] = process.argv.slice(2);
const isGet = command === 'get' && !/^(?:-|help$|completion$)/.test(url);
if (isGet) await import('./get.js');
else await import('./main.js');
