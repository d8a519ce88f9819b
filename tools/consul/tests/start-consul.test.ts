import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { consulForTests, startConsul } from '@hare/real-consul';

const program = await consulForTests();

function runs(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.skipIf(program === undefined)('Consul servers', () => {
  const binary = program?.binary ?? '';

  test('a cluster answers at once, gets another leader when its leader is killed, takes the old one back, and ends whole', async () => {
    const cluster = await startConsul({ binary, servers: 3 });
    const pids = cluster.servers.map(({ pid }) => pid);
    try {
      expect(cluster.url).toBe(`consul://${cluster.address}/`);
      const first = await cluster.leader();
      await cluster.servers[first]?.kill();
      expect(runs(pids[first])).toBe(false);
      expect(await cluster.leader()).not.toBe(first);
      await cluster.servers[first]?.restart();
      await cluster.settled();
      expect(runs(cluster.servers[first]?.pid)).toBe(true);
      pids.push(cluster.servers[first]?.pid);
    } finally {
      await cluster.stop();
    }
    expect(pids.filter(runs)).toEqual([]);
  });

  test('servers end with the process that started them, also when that one is killed', async () => {
    const command = fileURLToPath(new URL('../consul.mjs', import.meta.url));
    const starter = spawn(process.execPath, [command, 'start'], {
      env: { ...process.env, HARE_CONSUL: binary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const address = /consul:\/\/(\S+)\//.exec(line.toString())?.[1] ?? '';
    const answer = (await (await fetch(`http://${address}/v1/agent/self`)).json()) as {
      readonly DebugConfig: { readonly DataDir: string };
    };
    expect(answer.DebugConfig.DataDir).toContain('hare-consul-');
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    await expect
      .poll(() =>
        fetch(`http://${address}/v1/status/leader`).then(
          () => 'answers',
          () => 'refused',
        ),
      )
      .toBe('refused');
    await rm(path.resolve(answer.DebugConfig.DataDir, '../..'), { recursive: true, force: true });
  });
});
