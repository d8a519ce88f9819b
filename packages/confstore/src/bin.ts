#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { quickAnswer } from './cli/quick-answer.js';
import { printAnswer } from '@hare/cli/streams';

// What a document is read into stays, so a nursery that grows for what does not is 30 MB wasted.
setFlagsFromString('--semi-space-growth-factor=1');

const answer = quickAnswer(process.argv.slice(2));
if (answer !== undefined) await printAnswer('confstore', answer);
else {
  const [{ runCli }, { main }] = await Promise.all([import('@hare/cli'), import('./cli.js')]);
  await runCli('confstore', main);
}
