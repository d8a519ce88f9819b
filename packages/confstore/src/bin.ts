#!/usr/bin/env node
import { quickAnswer } from './cli/quick-answer.js';

const answer = quickAnswer(process.argv.slice(2));
if (answer !== undefined) process.stdout.write(answer);
else {
  const [{ runCli }, { main }] = await Promise.all([import('./run-cli.js'), import('./cli.js')]);
  await runCli('confstore', main);
}
