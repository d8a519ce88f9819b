import { printedExitCode, write } from '@hare/cli/streams';
import { helpColumns, helpText } from '@hare/cli/table';
import { commands } from './commands.js';
import { parseInvocation } from './parse-invocation.js';
import { printingFailure } from './printing-failure.js';
import { stages } from './stages.js';
import { version } from './version.js';

/** Runs hare_setup and returns its exit code. Loads only what the call needs. */
export function main(argv: readonly string[]): Promise<number> {
  return printingFailure(() => dispatch(argv));
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const invocation = parseInvocation(
    argv,
    stages.map(({ name }) => name),
    commands.map(({ name }) => name),
  );
  switch (invocation.kind) {
    case 'help':
      write(
        process.stdout,
        helpText((await import('./program.js')).program, 'hare_setup', helpColumns(process.stdout)),
      );
      return printedExitCode('hare_setup', 0);
    case 'version':
      write(process.stdout, `${await version()}\n`);
      return printedExitCode('hare_setup', 0);
    case 'command': {
      const [{ runCommand }, command] = await Promise.all([
        import('./command.js'),
        commands.find(({ name }) => name === invocation.command)?.load(),
      ]);
      return command === undefined ? 2 : runCommand(command, invocation.argv, version);
    }
    case 'stage': {
      const [{ runStageFromArgv }, stage] = await Promise.all([
        import('@hare/stage'),
        stages.find(({ name }) => name === invocation.stage)?.load(),
      ]);
      return stage === undefined
        ? 2
        : runStageFromArgv(stage, invocation.argv, {
            program: `hare_setup ${invocation.stage}`,
            version: await version(),
          });
    }
  }
}
