/**
 * The one program of the stand-alone package: the name that it is called by says which command it
 * is.
 */
import path from 'node:path';
import { runBin } from '@hare/cli';
import { printAnswer } from '@hare/cli/streams';
import { quickAnswer } from '../../../../packages/confstore/src/cli/quick-answer.js';

const programs: Readonly<Record<string, () => Promise<void>>> = {
  confstore: async () => {
    const answer = quickAnswer(process.argv.slice(2));
    if (answer !== undefined) await printAnswer('confstore', answer);
    else
      await withMain('confstore', (await import('../../../../packages/confstore/src/cli.js')).main);
  },
  'hare-cdf': async () =>
    withMain('hare-cdf', (await import('../../../../packages/cdf/src/cli.js')).main),
  'hare-cfgen': async () =>
    withMain('hare-cfgen', (await import('../../../../packages/cfgen/src/cli.js')).main),
};

async function withMain(
  name: string,
  main: (argv: readonly string[]) => Promise<number>,
): Promise<void> {
  const { runCli } = await import('@hare/cli');
  await runCli(name, main);
}

async function setup(): Promise<void> {
  await runBin('hare_setup', async () => (await import('hare_setup')).main(process.argv.slice(2)));
}

// Of an executable with a program in it, argv[0] and argv[1] are its real path; argv0 is what was
// typed.
void (programs[path.basename(process.argv0)] ?? setup)();
