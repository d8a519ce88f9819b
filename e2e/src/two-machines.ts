import { rmSync } from 'node:fs';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import { inRepository, runCommand } from './run-bin.js';

/** Two sandboxes with Debian's package manager: one where nothing has run, one after config. */
export interface TwoMachines {
  readonly fresh: Sandbox;
  readonly configured: Sandbox;
  remove(): void;
}

/** A config that fails is an error. */
export async function makeTwoMachines(): Promise<TwoMachines> {
  const fresh = makeSandbox({ packageManager: 'dpkg' });
  const configured = makeSandbox({ packageManager: 'dpkg' });
  const setup = [process.execPath, inRepository('packages/hare_setup/dist/bin.cjs')] as const;
  const { exitCode, stderr } = await runCommand(
    [...setup, 'config', '--config', configured.url, '--root', configured.root],
    configured.env,
  );
  if (exitCode !== 0) throw new Error(stderr);
  return {
    fresh,
    configured,
    remove: () => {
      for (const { folder } of [fresh, configured]) rmSync(folder, { recursive: true });
    },
  };
}
