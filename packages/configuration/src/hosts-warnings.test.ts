import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hostsWarnings } from './hosts-warnings.js';

test.each<[string, readonly string[], number]>([
  [
    '127.0.0.1 localhost\n127.0.1.1 srvnode-1.data srvnode-1\n',
    ['srvnode-1.data', 'srvnode-2.data'],
    1,
  ],
  ['127.0.1.1 SRVNODE-1.data\n10.0.0.1 srvnode-1.data\n', ['srvnode-1.data', 'srvnode-2.data'], 0],
  ['127.0.1.1 srvnode-1.data\n', ['srvnode-1.data'], 0],
  ['# 127.0.1.1 srvnode-1.data\n', ['srvnode-1.data', 'srvnode-2.data'], 0],
])(
  'of %j and %j, %i names are loopback where others must reach them',
  async (text, hostnames, count) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'hare-hosts-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, 'hosts'), text);
    const nodes = hostnames.map((hostname) => ({
      hostname,
      dataIface: 'eth1',
      m0Servers: [],
      m0Clients: [],
    }));
    const warnings = await hostsWarnings(
      { nodes, pools: [] },
      { path: (file) => path.join(folder, path.basename(file)) },
    );
    expect(warnings).toHaveLength(count);
    if (count > 0) expect(warnings[0]).toContain('/etc/hosts resolves srvnode-1.data to 127.0.1.1');
  },
);
