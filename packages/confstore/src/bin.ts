#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { quickAnswer } from './cli/quick-answer.js';
import { printAnswer } from './streams.js';

// What a document is read into stays, so a nursery that grows for what does not is 30 MB wasted.
setFlagsFromString('--semi-space-growth-factor=1');
// An ini or properties file becomes a million short texts: a heap that doubles before it is swept
// is then most of the memory. Sweeping it sooner takes half more processor time in a file of 20 MB.
if (/^(ini|properties):/i.test(process.argv[2] ?? ''))
  setFlagsFromString('--heap-growing-percent=30');

const answer = quickAnswer(process.argv.slice(2));
if (answer !== undefined) await printAnswer('confstore', answer);
else {
  const [{ runCli }, { main }] = await Promise.all([import('./run-cli.js'), import('./cli.js')]);
  await runCli('confstore', main);
}
