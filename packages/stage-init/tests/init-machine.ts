import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSimulation, type Simulation } from '@hare/hctl-simulator';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import type { StageDefinition } from '@hare/stage';
import { type InProcessCall, runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { onTestFinished } from 'vitest';
import { init } from '../src/stage.js';

/** What config makes of the sandbox's ConfStore. */
export const cdfText = `nodes:
- hostname: srvnode-1.data.private
  data_iface: eth3
  data_iface_type: tcp
  transport_type: libfab
  m0_servers:
  - runs_confd: true
    io_disks:
      data: []
  - io_disks:
      data: [/dev/sdc, /dev/sdd, /dev/sde, /dev/sdf]
      meta_data: /dev/sdb
  m0_clients:
    s3: 2
    other: 3
pools:
- name: the pool
  type: sns
  data_units: 1
  parity_units: 0
profiles:
- name: Profile_the_pool
  pools: [the pool]
`;

export interface InitMachine extends Sandbox {
  readonly simulation: Simulation;
  readonly cdf: string;
  readonly stateDir: string;
  writeCdf(text: string): void;
  init(...argv: readonly string[]): ReturnType<typeof runStageInProcess>;
  /** init, as it goes with this person. */
  initBy(
    person: Pick<InProcessCall, 'terminal' | 'answer' | 'agreed'>,
    ...argv: readonly string[]
  ): ReturnType<typeof runStageInProcess>;
  /** init, while the world moves between the check of this step and its apply. */
  initWhile(
    id: string,
    move: () => unknown,
    ...argv: readonly string[]
  ): ReturnType<typeof runStageInProcess>;
}

/** A machine that is configured and waits for init; it goes when the test ends. */
export function initMachine(env: Readonly<Record<string, string>> = {}): InitMachine {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rmSync(sandbox.folder, { recursive: true }));
  const cdf = path.join(sandbox.root, 'var/lib/hare/cluster.yaml');
  const writeCdf = (text: string): void => {
    mkdirSync(path.dirname(cdf), { recursive: true });
    writeFileSync(cdf, text);
  };
  writeCdf(cdfText);
  // A KV of its own: whatever listens at the default address of Consul on this machine is none of a
  // test's business.
  const own = { ...sandbox.env, HARE_KV: `json://${sandbox.folder}/kv.json`, ...env };
  const run = (
    stage: StageDefinition,
    argv: readonly string[],
    person: Pick<InProcessCall, 'terminal' | 'answer' | 'agreed'> = {},
  ): ReturnType<typeof runStageInProcess> =>
    runStageInProcess(stage, {
      ...person,
      argv: ['--root', sandbox.root, ...argv],
      env: { PATH: process.env['PATH'] ?? '', ...own },
    });
  return {
    ...sandbox,
    env: own,
    simulation: openSimulation(sandbox.hctlState),
    cdf,
    stateDir: path.join(sandbox.root, 'var/lib/hare/setup'),
    writeCdf,
    init: (...argv) => run(init, argv),
    initBy: (person, ...argv) => run(init, argv, person),
    initWhile: (id, move, ...argv) => run(withWorldMoving(init, id, move), argv),
  };
}
