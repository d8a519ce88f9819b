import { runToEnd } from '@hare/cli';
import { keepStreams } from '@hare/cli/streams';
import { runCommand } from './command.js';
import { status } from './commands/status.js';
import { printingFailure } from './printing-failure.js';
import { version } from './version.js';

/** `hare_setup status …`, with what quick-start.json names; anything else starts the whole program. */
keepStreams();
void runToEnd('hare_setup', () =>
  printingFailure(() => runCommand(status, process.argv.slice(3), version)),
);
