#!/usr/bin/env node
import { printAnswer } from '@hare/cli/streams';
import { helpText } from './cli/help-text.js';

const [first, ...rest] = process.argv.slice(2);
if ((first === '--help' || first === '-h' || first === 'help') && rest.length === 0)
  await printAnswer('hare-cdf', helpText());
else {
  const [{ runCli }, { main }] = await Promise.all([import('@hare/cli'), import('./cli.js')]);
  await runCli('hare-cdf', main);
}
