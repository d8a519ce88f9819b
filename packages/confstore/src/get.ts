import { runCli } from '@hare/cli';
import { keepStreams } from '@hare/cli/streams';
import { runCommand } from './cli/run-command.js';
import { getCommand } from './commands/get.js';

/** `confstore URL get …`, which most calls are. */
export async function get(url: string, rest: readonly string[]): Promise<void> {
  keepStreams();
  await runCli('confstore', () => runCommand(getCommand, url, undefined, rest));
}
