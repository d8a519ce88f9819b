import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from './context.js';
import { bootstrap } from './bootstrap.js';
import { clusterInFolder, type ClusterMemory } from './cluster-memory.js';
import { countUse, readFailures, UnknownSwitch } from './failures.js';
import { misbehaveFirst } from './misbehave.js';
import { Refusal } from './refusal.js';
import { reportbug } from './reportbug.js';
import { shutdown } from './shutdown.js';
import { openStateFolder, type StateFolder } from './state-folder.js';
import { status } from './status.js';
import { type Call, switches } from './switches.js';
import { fitsPattern, formatUnits, unitsOf } from './units.js';

const programs: Readonly<Record<string, Call>> = { 'bootstrap-node': 'bootstrap' };

const calls: Readonly<Record<Call, (context: Context) => Promise<void>>> = {
  status,
  bootstrap,
  shutdown,
  reportbug,
};

/** One call of the simulated hctl; its exit code. */
export async function main(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const [word = '', ...args] = argv;
  const name = programs[word] ?? word;
  const err = (text: string): void => void process.stderr.write(`${text}\n`);
  const folder = env['HCTL_SIM_STATE'];
  if (name === '--help' || name === '-h') return help();
  if (folder === undefined || folder === '')
    return fail(err, 'hctl-simulator: HCTL_SIM_STATE must name the directory of its state', 2);
  if (name === 'units')
    return printUnits(
      folder,
      env['HCTL_SIM_KV'],
      args.filter((arg) => arg !== 'list-units' && !arg.startsWith('-')),
    );
  if (!Object.hasOwn(calls, name)) return fail(err, `hctl: no such command: ${name}`, 2);
  err('(hctl-simulator: a SIMULATION of hctl; no Motr, Hare or Consul runs here)');
  const call = name as Call;
  const url = env['HCTL_SIM_KV'] ?? '';
  const state = openStateFolder(folder);
  state.note({ event: 'begin', pid: process.pid, timeMs: Date.now(), args: [name, ...args] });
  const exitCode = await answer();
  state.note({ event: 'end', pid: process.pid, timeMs: Date.now(), exitCode });
  return exitCode;

  async function answer(): Promise<number> {
    try {
      const failures = readFailures(state, env['HCTL_SIM_FAIL']);
      const memory = await memoryOf(state, url);
      const context: Context = {
        call,
        args,
        state,
        memory,
        failures,
        err,
        parent: word === name ? undefined : process.ppid,
        root: env['HCTL_SIM_ROOT'],
        out: (text) => void process.stdout.write(`${text}\n`),
      };
      await countUse(state, call);
      misbehaveFirst(context);
      await calls[call](context);
      return 0;
    } catch (reason) {
      const error = !url.startsWith('consul')
        ? reason
        : (await import('./cluster-in-consul.js')).withoutConsul(reason);
      if (error instanceof UnknownSwitch) return fail(err, error.message, 2);
      if (error instanceof Refusal) return fail(err, error.message, error.exitCode);
      throw error;
    }
  }
}

/**
 * Where the state of the cluster is: in a Consul, or in the folder, with a file for its KV if one
 * is named.
 */
async function memoryOf(state: StateFolder, url: string): Promise<ClusterMemory> {
  if (url.startsWith('consul'))
    return (await import('./cluster-in-consul.js')).clusterInConsul(url);
  return clusterInFolder(state, url === '' ? undefined : url.replace(/^json:(?:\/\/)?/, ''));
}

/**
 * What systemctl lists on this machine, whose name is in its generated configuration; without one,
 * of all nodes.
 */
async function printUnits(folder: string, url = '', patterns: readonly string[]): Promise<number> {
  const memory = await memoryOf(openStateFolder(folder), url);
  const root = process.env['HCTL_SIM_ROOT'];
  const file = root === undefined ? '' : path.join(root, 'var/lib/hare/node-name');
  const node = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  const units = unitsOf(await memory.cluster(), await memory.left()).filter(
    (unit) => (node === undefined || unit.node === node) && fitsPattern(unit.name, patterns),
  );
  process.stdout.write(formatUnits(units));
  return 0;
}

function fail(err: (text: string) => void, message: string, exitCode: number): number {
  err(message);
  return exitCode;
}

function help(): number {
  process.stdout.write(`hctl-simulator: a SIMULATION of Hare's hctl, for tests and the demo only.

  hctl-simulator status [--json] [-d]
  hctl-simulator bootstrap [--mkfs] [--xprt lnet|libfab] CDF | -c DIR
  hctl-simulator shutdown [--skip-consul-stop]
  hctl-simulator reportbug -b ID -t DIR -l LOGDIR -c CONFDIR

HCTL_SIM_STATE  the directory of its state: cluster.json data.json journal.jsonl fail.json
HCTL_SIM_KV     consul://HOST:PORT/: cluster and data are in this KV instead, for several machines; json://FILE: the KV of one machine
HCTL_SIM_ROOT   the root of the sandbox of the machine: its /var/lib/hare is read, and what bootstrap leaves is written there
HCTL_SIM_FAIL   failures, separated by commas: NAME or NAME=VALUE
${Object.entries(switches)
  .map(([name, what]) => `  ${name.padEnd(24)}${what}`)
  .join('\n')}
`);
  return 0;
}
