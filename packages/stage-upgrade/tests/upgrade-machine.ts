import { rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createRunCommand } from '@hare/command';
import { openSimulation, type Simulation } from '@hare/hctl-simulator';
import {
  keepSandbox,
  makeSandbox,
  snapshot,
  type Sandbox,
  type SandboxOptions,
} from '@hare/sandbox';
import type { StageDefinition } from '@hare/stage';
import { runStageInProcess } from '@hare/stage/testing';
import { upgrade } from '../src/upgrade.js';
import { configure } from './configure.js';

export interface UpgradeMachine extends Sandbox {
  readonly simulation: Simulation;
  readonly kvFile: string;
  at(relative: string): string;
  run(stage: StageDefinition, ...argv: readonly string[]): ReturnType<typeof runStageInProcess>;
  upgrade(...argv: readonly string[]): ReturnType<typeof runStageInProcess>;
  hctl(...words: readonly string[]): Promise<number | undefined>;
  /**
   * Everything that a stage can change, but log, journal and lock, and what hctl bootstrap leaves.
   */
  tree(): Record<string, string>;
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Brings the machine back to how it was made. */
  putBack(): void;
  remove(): void;
  /** Writes a changeset and gives its URL. */
  changeset(text: string): Promise<string>;
}

/**
 * A machine that was configured and formatted, with a cluster that is down. Whoever makes it
 * removes it.
 */
export async function upgradeMachine(options: SandboxOptions = {}): Promise<UpgradeMachine> {
  const sandbox = makeSandbox({ packageManager: 'dpkg', ...options });
  const kvFile = path.join(sandbox.folder, 'kv.json');
  const env: Readonly<Record<string, string>> = {
    ...sandbox.env,
    HARE_KV: `json://${kvFile}`,
    HARE_TIMEOUTS_STATUS: '3s',
  };
  const at = (relative: string): string => path.join(sandbox.root, relative);
  const run: UpgradeMachine['run'] = (stage, ...argv) =>
    runStageInProcess(stage, { argv: ['--root', sandbox.root, ...argv], env });
  const command = createRunCommand({ env: { PATH: process.env['PATH'] ?? '', ...env } });
  const machine: Omit<UpgradeMachine, 'putBack' | 'remove'> = {
    ...sandbox,
    env,
    kvFile,
    simulation: openSimulation(sandbox.hctlState),
    at,
    run,
    upgrade: (...argv) => run(upgrade, ...argv),
    hctl: async (...words) => (await command([env['HARE_HCTL'] ?? '', ...words])).exitCode,
    tree: () =>
      snapshot(sandbox.folder, (file) =>
        /(^|\/)(setup\.log|journal\.jsonl|receipt\.json|rpmdb\.sqlite-\w+)$|\.lock$|^root\/run(\/|$)|^hctl-state(\/|$)|^root\/etc\/(motr|sysconfig|consul\.d)(\/|$)|\/consul-(env$|data-)/.test(
          file,
        ),
      ),
    edit: async (file, change) => {
      const text = await readFile(file, 'utf8');
      if (change(text) === text) throw new Error(`nothing to edit in ${file}`);
      await writeFile(file, change(text));
    },
    changeset: async (text) => {
      await writeFile(path.join(sandbox.folder, 'changeset.yaml'), text);
      return `yaml://${path.join(sandbox.folder, 'changeset.yaml')}`;
    },
  };
  const { exitCode, stderr } = await run(configure, '--config', sandbox.url);
  if (exitCode !== 0) throw new Error(stderr);
  await machine.hctl('bootstrap', '--mkfs', at('var/lib/hare/cluster.yaml'));
  await machine.hctl('shutdown');
  await machine.simulation.writeUserData('precious');
  const putBack = keepSandbox(sandbox);
  return {
    ...machine,
    putBack,
    remove: () =>
      [sandbox.folder, `${sandbox.folder}.kept`].forEach((folder) =>
        rmSync(folder, { recursive: true, force: true }),
      ),
  };
}
