import { commands } from './commands.js';
import { ownVersion } from './own-version.js';
import { parseInvocation } from './parse-invocation.js';
import { stages } from './stages.js';

/** Runs hare_setup and answers its exit code. Loads only what the call needs. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    return await dispatch(argv);
  } catch (error) {
    const [{ formatError, isHareError }, { maskText }] = await Promise.all([import('@hare/confstore/error'), import('@hare/confstore/secrets')]);
    if (!isHareError(error)) throw error;
    process.stderr.write(`hare_setup: ${maskText(formatError(error))}\n`);
    return error.exitCode;
  }
}

async function dispatch(argv: readonly string[]): Promise<number> {
  const invocation = parseInvocation(argv, stages.map(({ name }) => name), commands.map(({ name }) => name));
  switch (invocation.kind) {
    case 'help':
      process.stdout.write((await import('./help.js')).helpText());
      return 0;
    case 'version':
      process.stdout.write(`${await ownVersion()}\n`);
      return 0;
    case 'command': {
      const [{ runCommand }, command] = await Promise.all([import('./command.js'), commands.find(({ name }) => name === invocation.command)?.load()]);
      return command === undefined ? 2 : runCommand(command, invocation.argv, ownVersion);
    }
    case 'stage': {
      const [{ runStageFromArgv }, stage] = await Promise.all([import('@hare/stage'), stages.find(({ name }) => name === invocation.stage)?.load()]);
      return stage === undefined ? 2 : runStageFromArgv(stage, invocation.argv, { program: `hare_setup ${invocation.stage}`, version: await ownVersion() });
    }
  }
}
