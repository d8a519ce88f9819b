import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../with-sandbox.js';

/** A call of a bin that does something, and how it may end. */
export interface RealCommand {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly exitCodes: readonly number[];
  /** Part of what it prints. */
  readonly shows: string;
}

/** Options without which a stage has nothing to work on. */
const optionsOf: Readonly<Record<string, (machine: Machine) => readonly string[]>> = {
  'hare-stage-config': ({ url }) => ['--config', url],
  'hare-stage-prepare': ({ url, folder }) => ['--config', url, '--kv', `json://${folder}/kv.json`],
  'hare-stage-backup': ({ folder }) => ['--target', `${folder}/backups`],
  'hare-stage-restore': ({ folder }) => ['--target', `${folder}/backups`],
};

/**
 * Something real for a bin to do on a sandbox's machine: a tool reads the sample ConfStore or a
 * small CDF; a stage says what it would do, whether or not the machine is ready for it.
 */
export function realCommand(bin: string, machine: Machine): RealCommand {
  const { url, root, env, folder } = machine;
  if (bin === 'confstore')
    return {
      args: [url, 'get', 'cluster>srvnode-1>storage>data_devices[0]'],
      env: {},
      exitCodes: [0],
      shows: '["/dev/sdc"]',
    };
  if (bin === 'hare-cdf')
    return {
      args: ['generate', url],
      env: {},
      exitCodes: [0],
      shows: 'hostname: srvnode-1.data.private',
    };
  if (bin === 'hare-cfgen')
    return {
      args: ['-o', path.join(folder, 'out'), '--node', 'srv-1', writeCdf(folder)],
      env: {},
      exitCodes: [0],
      shows: 'files written',
    };
  if (bin === 'hare_setup')
    return {
      args: ['plan', '--config', url, '--root', root],
      env,
      exitCodes: [0, 1],
      shows: 'config',
    };
  return {
    args: [...(optionsOf[bin]?.(machine) ?? []), '--root', root, '--dry-run', '--json'],
    env,
    exitCodes: [0, 1],
    shows: '"outcome"',
  };
}

function writeCdf(folder: string): string {
  const file = path.join(folder, 'small.yaml');
  const disk = (name: string): string => `{path: /dev/${name}, size: 1000204886016, blksize: 4096}`;
  writeFileSync(
    file,
    `nodes:\n  - hostname: srv-1\n    data_iface: eth0\n    processorcount: 8\n    memorysize_mb: 16384\n    m0_servers:\n      - runs_confd: true\n        io_disks: {data: []}\n      - io_disks: {data: [${disk('sdb')}, ${disk('sdc')}]}\n    m0_clients: {s3: 1, other: 1}\npools:\n  - {name: tier1, type: sns, data_units: 1, parity_units: 0}\n`,
  );
  return file;
}
