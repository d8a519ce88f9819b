import { Command } from 'commander';

/**
 * A commander program as all our bins have it: errors are thrown, help errors are short, unknown
 * names get the nearest one as hint.
 */
export function createProgram(name: string, version: string): Command {
  const program = new Command(name);
  program
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(true);
  return program;
}
