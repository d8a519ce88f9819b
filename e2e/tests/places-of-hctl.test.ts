import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runBin } from '@hare/sandbox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedKv } from '../src/every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../src/every-stage/stage-machine.js';
import { inRepository } from '../src/run-bin.js';

let machine: StageMachine;
beforeEach(() => {
  machine = makeStageMachine(embeddedKv, 'places', { withPackages: false });
});
afterEach(() => rmSync(machine.folder, { recursive: true, force: true }));

/** hctl reads from /var/lib/hare whatever folder it is given. */
test.each<[string, () => readonly string[], () => Readonly<Record<string, string>>]>([
  [
    'a description elsewhere',
    () => ['--filename', path.join(machine.folder, 'srv/deep/x.yaml')],
    () => ({}),
  ],
  ['another varDir', () => [], () => ({ HARE_VAR_DIR: path.join(machine.folder, 'srv/hare') })],
])(
  '%s: hctl finds what it reads, mkfs happens once, and after cleanup too',
  async (_, args, env) => {
    const setup = async (stage: string, ...more: readonly string[]): Promise<string> => {
      const end = await runBin({
        bin: inRepository('packages/hare_setup/dist/bin.cjs'),
        args: [stage, ...more, '--json', '--root', machine.root],
        env: { ...machine.env, HCTL_SIM_KV: machine.kv.url, ...env() },
      });
      expect(end.exitCode, `${stage}\n${end.output}`).toBe(0);
      return (JSON.parse(end.stdout) as { readonly outcome: string }).outcome;
    };
    const config = (): Promise<string> => setup('config', '--config', machine.url, ...args());
    expect([await config(), await setup('init')]).toEqual(['changed', 'changed']);
    await machine.simulation.writeUserData('precious');
    expect([await config(), await setup('init'), await setup('test')]).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(existsSync(machine.at('var/lib/hare/node-name'))).toBe(true);
    await setup('cleanup');
    await config();
    await setup('init');
    await setup('test');
    expect([
      machine.simulation.data().mkfsCount,
      machine.simulation.userData(),
      machine.simulation.cluster(),
    ]).toEqual([1, ['precious'], undefined]);
  },
);
