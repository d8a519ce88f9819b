import type { Context } from './context.js';
import { bootstrap } from './bootstrap.js';
import { clusterInFolder } from './cluster-memory.js';
import { countUse, readFailures, UnknownSwitch } from './failures.js';
import { misbehaveFirst } from './misbehave.js';
import { Refusal } from './refusal.js';
import { reportbug } from './reportbug.js';
import { shutdown } from './shutdown.js';
import { openStateFolder } from './state-folder.js';
import { status } from './status.js';
import { type Call, switches } from './switches.js';

const calls: Readonly<Record<Call, (context: Context) => Promise<void>>> = { status, bootstrap, shutdown, reportbug };

/** One call of the simulated hctl; its exit code. */
export async function main(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<number> {
  const [name = '', ...args] = argv;
  const err = (text: string): void => void process.stderr.write(`${text}\n`);
  const folder = env['HCTL_SIM_STATE'];
  if (name === '--help' || name === '-h') return help();
  if (folder === undefined || folder === '') return fail(err, 'hctl-simulator: HCTL_SIM_STATE must name the folder of its state', 2);
  if (!Object.hasOwn(calls, name)) return fail(err, `hctl: no such command: ${name}`, 2);
  err('(hctl-simulator: a SIMULATION of hctl; no Motr, Hare or Consul runs here)');
  const call = name as Call;
  const url = env['HCTL_SIM_KV'] ?? '';
  const state = openStateFolder(folder);
  state.note({ event: 'begin', pid: process.pid, timeMs: Date.now(), args: argv });
  const exitCode = await answer();
  state.note({ event: 'end', pid: process.pid, timeMs: Date.now(), exitCode });
  return exitCode;

  async function answer(): Promise<number> {
    try {
      const failures = readFailures(state, env['HCTL_SIM_FAIL']);
      const memory = url === '' ? clusterInFolder(state) : (await import('./cluster-in-consul.js')).clusterInConsul(url);
      const context: Context = { call, args, state, memory, failures, err, out: (text) => void process.stdout.write(`${text}\n`) };
      await countUse(state, call);
      misbehaveFirst(context);
      await calls[call](context);
      return 0;
    } catch (reason) {
      const error = url === '' ? reason : (await import('./cluster-in-consul.js')).withoutConsul(reason);
      if (error instanceof UnknownSwitch) return fail(err, error.message, 2);
      if (error instanceof Refusal) return fail(err, error.message, error.exitCode);
      throw error;
    }
  }
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

HCTL_SIM_STATE  the folder of its state: cluster.json data.json journal.jsonl fail.json
HCTL_SIM_KV     consul://HOST:PORT/: cluster and data are in this KV instead, for several machines
HCTL_SIM_FAIL   failures, separated by commas: NAME or NAME=VALUE
${Object.entries(switches).map(([name, what]) => `  ${name.padEnd(24)}${what}`).join('\n')}
`);
  return 0;
}
