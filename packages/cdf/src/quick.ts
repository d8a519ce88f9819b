import { versionOf } from '@hare/base';
import { runCli, runPrinting } from '@hare/cli';
import { keepStreams } from '@hare/cli/streams';
import { validateCommand } from './commands/validate.js';

/** `hare-cdf validate …`, with what quick-start.json names; anything else starts the whole program. */
keepStreams();
void runCli('hare-cdf', ([, ...argv]) =>
  runPrinting(validateCommand, argv, {
    program: 'hare-cdf validate',
    version: () => versionOf(import.meta.url),
  }),
);
