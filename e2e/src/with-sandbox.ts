import { rmSync } from 'node:fs';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import { onTestFinished } from 'vitest';
import { type BinResult, runBin } from './run-bin.js';

export interface Machine extends Sandbox {
  /** `hare_setup … --root <root>` on this machine. */
  setup(...args: readonly string[]): Promise<BinResult>;
}

/** A machine in a folder that goes when the test ends. */
export function withSandbox(options: Parameters<typeof makeSandbox>[0] = {}): Machine {
  const sandbox = makeSandbox(options);
  onTestFinished(() => rmSync(sandbox.folder, { recursive: true }));
  return {
    ...sandbox,
    setup: (...args) => runBin('hare_setup', [...args, '--root', sandbox.root], sandbox.env),
  };
}
