import { runCli } from '@hare/cli';
import { keepStreams } from '@hare/cli/streams';
import { runCommand } from './cli/run-command.js';
import { getCommand } from './commands/get.js';

const [url, , ...rest] = process.argv.slice(2);
keepStreams();
await runCli('confstore', () => runCommand(getCommand, url, undefined, rest));
