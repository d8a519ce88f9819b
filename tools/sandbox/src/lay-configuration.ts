import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from './make-sandbox.js';

/** Where a configuration was laid. */
export interface LaidConfiguration {
  /** The embedded KV, a JSON file next to the root. */
  readonly kvFile: string;
  readonly kvUrl: string;
  /** A path on the sandbox's machine: `at('var/lib/hare')`. */
  readonly at: (relative: string) => string;
}

const host = 'srvnode-1.data.private';
const machineId = '3f1c7a52d09b4c0e8a6b5d4e2f907183';
const fid = '0x7200000000000001:0xa';

/** Keys of the KV that are not Hare's. */
export const foreignKeys: Readonly<Record<string, string>> = {
  'other-service/facts': '{"x": 1}',
  bytecounts: '7',
  hostname: 'somebody',
  'vault/core': 'x',
};

/** Keys of the KV that are Hare's: each family once. */
export function hareKeys(): Readonly<Record<string, string>> {
  return {
    epoch: '1',
    'eq-epoch': '1',
    leader: '',
    'last_base_fid_key/n': '1',
    'last_dynamic_fid_key/n': '0',
    failvec: '',
    'bytecount/healthy': '0',
    [`ports/${host}/hax`]: '{"http": 8008}',
    m0_client_types: '["m0_client_s3"]',
    [machineId]: host,
    [host]: machineId,
    'm0conf/nodes/0x6e00000000000001:0x0': `{"name": "${host}", "state": "M0_NC_UNKNOWN"}`,
    [`m0conf/nodes/${host}/processes/10/services/ios`]: '11',
    [`processes/${fid}`]: '{"state": "M0_CONF_HA_PROCESS_STARTED"}',
    [`${host}/facts`]: '{"processorcount": 4, "memorysize_mb": 8192}',
    [`${host}/drives/dev/sdc`]: '{"path": "/dev/sdc", "size": 10, "blksize": 512}',
    [`${host}/log_path`]: '/var/log/seagate/hare',
    config_path: '/var/lib/hare',
    'hare_setup/apply': JSON.stringify({
      version: 1,
      generation: 1,
      digest: 'sha256:00',
      state: 'applied',
      owner: 'test',
      time: '2026-01-01T00:00:00.000Z',
      names: [machineId, host],
    }),
    'hare_setup/mkfs': mkfsRecord(),
  };
}

function mkfsRecord(): string {
  return `${JSON.stringify({ version: 1, clusterId: 'demo-cluster', cdfDigest: 'sha256:11', state: 'done', time: '2026-01-01T00:00:00.000Z', host })}\n`;
}

/**
 * What config, init and a running cluster leave on a machine, in short: files with names, folders
 * and modes as they are, keys in an embedded KV, logs, and, next to them, things that are not
 * Hare's.
 */
export function layConfiguration(sandbox: Sandbox): LaidConfiguration {
  const at = (relative: string): string => path.join(sandbox.root, relative);
  const kvFile = path.join(sandbox.folder, 'kv.json');
  const kvUrl = `json://${kvFile}`;
  const put = (relative: string, text: string, mode = 0o644): void => {
    mkdirSync(path.dirname(at(relative)), { recursive: true });
    writeFileSync(at(relative), text);
    chmodSync(at(relative), mode);
  };
  put(
    'var/lib/hare/cluster.yaml',
    `nodes:\n  - hostname: ${host}\n    machine_id: ${machineId}\n    data_iface: eth3\n    data_iface_type: tcp\n    m0_servers:\n      - runs_confd: true\n        io_disks:\n          data: []\n      - io_disks:\n          data: [/dev/sdc, /dev/sdd, /dev/sde, /dev/sdf]\n    m0_clients: {s3: 2, other: 0}\npools:\n  - name: the pool\n    disk_refs: []\n    data_units: 1\n    parity_units: 0\n`,
  );
  for (const name of [
    'confd.xc',
    'confd.cg',
    'confd.dhall',
    'consul-kv.json',
    'consul-agents.json',
    'node-name',
  ])
    put(`var/lib/hare/${name}`, `the text of ${name}\n`);
  put(`var/lib/hare/sysconfig/motr/${host}/m0d-${fid}`, "MOTR_M0D_EP='x'\n", 0o640);
  put('var/lib/hare/consul-server-conf/consul-server-conf.json', '{}\n', 0o600);
  put('var/lib/hare/notes.txt', 'not of Hare\n');
  put(
    'var/lib/hare/setup/config.json',
    `${JSON.stringify({ version: 1, url: sandbox.url, cdf: at('var/lib/hare/cluster.yaml'), kv: kvUrl, digest: 'sha256:00' }, undefined, 2)}\n`,
  );
  put('var/lib/hare/setup/facts.json', '{"version":1,"devices":{}}\n');
  put('var/lib/hare/setup/mkfs.json', mkfsRecord());
  put('var/lib/hare/setup/mkfs.cdf.yaml', 'nodes: []\n');
  put('var/log/seagate/hare/hare-hax.log', '2026-01-01 00:00:00 started\n');
  put('etc/logrotate.d/hare', '# hare\n');
  put('etc/logrotate.d/other', '# other\n');
  put(`etc/sysconfig/m0d-${fid}`, "MOTR_M0D_EP='x'\n");
  put('etc/sysconfig/sshd', 'x\n');
  put('var/motr/m0d-1/db/0', 'metadata\n');
  writeFileSync(kvFile, `${JSON.stringify({ ...hareKeys(), ...foreignKeys }, undefined, 2)}\n`);
  return { kvFile, kvUrl, at };
}
