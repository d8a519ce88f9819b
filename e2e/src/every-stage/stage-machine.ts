import path from 'node:path';
import {
  openSimulation,
  type ClusterState,
  type DataState,
  type Simulation,
} from '@hare/hctl-simulator';
import {
  keepSandbox,
  makeSandbox,
  runBin,
  snapshot,
  type BinEnd,
  type Sandbox,
  type Stop,
} from '@hare/sandbox';
import { gunzipSync } from 'node:zlib';
import { inRepository } from '../run-bin.js';
import type { MakeKv, OutsideKv } from './outside-kv.js';

/** A machine with a KV and a cluster, for running stages on. */
export interface StageMachine extends Sandbox {
  readonly kv: OutsideKv;
  readonly simulation: Simulation;
  /** A path on the machine: `at('var/lib/hare')`. */
  at(relative: string): string;
  /** `hare_setup … --root <root>` as a process of its own, to its end or to a stop. */
  setup(
    args: readonly string[],
    how?: { readonly stop?: Stop; readonly env?: Readonly<Record<string, string>> | undefined },
  ): Promise<BinEnd>;
  /** The same for what has to succeed. */
  mustSetup(...args: readonly string[]): Promise<void>;
  /** Remembers machine, KV and cluster; the answer brings them back to that. */
  keep(): Promise<() => Promise<void>>;
}

/** A new machine; the caller removes its `folder` and, when it was kept, `<folder>.kept`. */
export function makeStageMachine(
  makeKv: MakeKv,
  name: string,
  options: Parameters<typeof makeSandbox>[0] = {},
): StageMachine {
  const sandbox = makeSandbox({ packageManager: 'dpkg', ...options });
  const kv = makeKv(sandbox.folder, name);
  const env = { ...sandbox.env, HARE_KV: kv.url, NO_COLOR: '1' };
  const setup: StageMachine['setup'] = (args, how = {}) =>
    runBin(
      {
        bin: inRepository('packages/hare_setup/dist/bin.cjs'),
        args: [...args, '--root', sandbox.root],
        env: { ...env, ...how.env },
      },
      how.stop,
    );
  return {
    ...sandbox,
    env,
    kv,
    simulation: openSimulation(sandbox.hctlState),
    at: (relative) => path.join(sandbox.root, relative),
    setup,
    mustSetup: async (...args) => {
      const { exitCode, output } = await setup(args);
      if (exitCode !== 0)
        throw new Error(`hare_setup ${args.join(' ')}: exit ${exitCode ?? ''}\n${output}`);
    },
    keep: async () => {
      const putBackFiles = keepSandbox(sandbox);
      const putBackKeys = await kv.keep();
      return async () => {
        putBackFiles();
        await putBackKeys();
      };
    },
  };
}

/** Everything that a stage can change on a machine. */
export interface MachineState {
  readonly tree: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, string>>;
  readonly cluster: ClusterState | undefined;
  readonly data: DataState;
}

/**
 * What says only that a stage ran: log, journal, lock; and what the simulated hctl keeps, which is
 * looked at by itself.
 */
const ownTraces =
  /(^|\/)(setup\.log(\.\d+)?|journal\.jsonl|receipt\.json|setup\.lock)$|^hctl-state(\/|$)/;

/** The state to the byte. */
export async function exactState(machine: StageMachine): Promise<MachineState> {
  return {
    tree: snapshot(machine.folder, (file) => ownTraces.test(file)),
    keys: await machine.kv.read(),
    cluster: machine.simulation.cluster(),
    data: machine.simulation.data(),
  };
}

/**
 * The state without the times and process ids in it: two runs that did the same left the same.
 * Files that `varies` names count by kind, mode and owner only.
 */
export async function comparableState(
  machine: StageMachine,
  varies: RegExp = /^$/,
): Promise<MachineState> {
  const content = (bytes: Buffer, file: string): string =>
    varies.test(file)
      ? ''
      : timeless(
          file.endsWith('.gz') ? gunzipSync(bytes).toString('latin1') : bytes.toString('latin1'),
        );
  const cluster = machine.simulation.cluster();
  return {
    tree: snapshot(machine.folder, (file) => ownTraces.test(file), content),
    keys: Object.fromEntries(
      Object.entries(await machine.kv.read()).map(([key, text]) => [key, timeless(text)]),
    ),
    cluster: cluster === undefined ? undefined : { ...cluster, readyAtMs: 0 },
    data: machine.simulation.data(),
  };
}

function timeless(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
    .replaceAll(/pid \d+/g, 'pid N')
    .replaceAll(/"sealedAt":\d+/g, '"sealedAt":N');
}
