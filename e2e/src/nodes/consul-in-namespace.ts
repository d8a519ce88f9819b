import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Consul on 127.0.0.1:8500 of a network namespace of its own, where nothing else listens. */
export interface ConsulInNamespace {
  /** Its KV from outside: `consul+unix:///…`. */
  readonly url: string;
  /** A command that starts a program in the same namespace. */
  readonly through: readonly string[];
  stop(): Promise<void>;
}

/** Whether this machine lets us make network namespaces. */
export function canMakeNamespaces(): boolean {
  return (
    spawnSync('unshare', ['--net', 'sh', '-c', 'ip link set lo up && command -v nsenter setpriv'], {
      stdio: 'ignore',
    }).status === 0
  );
}

/** Starts it and waits until it may be written to. It ends with this process, however that ends. */
export async function startConsulInNamespace(binary: string): Promise<ConsulInNamespace> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-namespace-'));
  const socket = path.join(folder, 'http.sock');
  const file = path.join(folder, 'consul.json');
  writeFileSync(
    file,
    JSON.stringify({
      server: true,
      bootstrap_expect: 1,
      bind_addr: '127.0.0.1',
      addresses: { http: `127.0.0.1 unix://${socket}` },
      ports: { dns: -1, grpc: -1, serf_wan: -1 },
      performance: { raft_multiplier: 1 },
      disable_update_check: true,
      log_level: 'WARN',
    }),
  );
  const log = openSync(path.join(folder, 'log'), 'a');
  const words = [
    '--pdeathsig',
    'KILL',
    'unshare',
    '--net',
    'sh',
    '-c',
    'ip link set lo up && exec "$@"',
    'sh',
    binary,
    'agent',
    '-config-file',
    file,
    '-data-dir',
    path.join(folder, 'data'),
  ];
  const child = spawn('setpriv', words, { stdio: ['ignore', log, log] });
  const ended = once(child, 'exit');
  closeSync(log);
  const url = `consul+unix://${socket}`;
  await untilWritable(url, () => child.exitCode ?? child.signalCode);
  return {
    url,
    through: ['nsenter', `--net=/proc/${child.pid ?? 0}/ns/net`],
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilWritable(url: string, endedAs: () => number | string | null): Promise<void> {
  const { openConfStore } = await import('@hare/confstore');
  for (;;) {
    try {
      const store = await openConfStore(`${url}:/hare-start`, { maps: true });
      await store.set('a', '1');
      await store.delete('a');
      return;
    } catch (error) {
      if (endedAs() !== null) throw error;
      await sleep(50);
    }
  }
}
