import {
  chmodSync,
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDpkgDatabase } from './dpkg-database.js';
import { hasRpm, makeRpmDatabase } from './rpm-database.js';

/** A folder in place of one machine. */
export interface Sandbox {
  readonly folder: string;
  /** For `--root`. */
  readonly root: string;
  readonly confstoreFile: string;
  readonly url: string;
  readonly packageManager: 'rpm' | 'dpkg';
  /** The environment in which stages find the machine's consul, hctl, systemctl and devices. */
  readonly env: Readonly<Record<string, string>>;
  /** State folder of the simulated hctl. */
  readonly hctlState: string;
}

interface SampleConfStore {
  readonly cluster: { readonly server_nodes: Readonly<Record<string, string>> } & Readonly<
    Record<string, SampleNode>
  >;
}

interface SampleNode {
  readonly hostname: string;
  readonly storage: {
    readonly metadata_devices: readonly string[];
    readonly data_devices: readonly string[];
  };
}

export interface SandboxOptions {
  /** Default: rpm where it is installed, else dpkg. */
  readonly packageManager?: 'rpm' | 'dpkg';
  readonly prefix?: string;
  /** Default: true. Installing dummy packages takes a second. */
  readonly withPackages?: boolean;
  /**
   * Which machine it is, of a ConfStore that it shares with others. Default: the only one of a
   * ConfStore of its own.
   */
  readonly machine?: SandboxMachine;
}

export interface SandboxMachine {
  readonly confstoreFile: string;
  readonly machineId: string;
  readonly hostname: string;
  /** Made as sparse files of 10 GiB. */
  readonly devices: readonly string[];
}

const gibibyte = 1024 ** 3;
const here = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));

/**
 * Makes a machine in a new temporary folder: machine-id, disks (sparse files), packages, a stand-in
 * for consul, the simulated hctl, a ConfStore.
 */
export function makeSandbox(options: SandboxOptions = {}): Sandbox {
  const folder = mkdtempSync(path.join(tmpdir(), options.prefix ?? 'hare-sandbox-'));
  const root = path.join(folder, 'root');
  const { confstoreFile, machineId, hostname, devices } =
    options.machine ?? sampleMachine(path.join(folder, 'exampleV2.json'));

  mkdirSync(path.join(root, 'etc'), { recursive: true });
  writeFileSync(path.join(root, 'etc/machine-id'), `${machineId}\n`);
  writeFileSync(path.join(root, 'etc/hostname'), `${hostname}\n`);
  for (const device of devices) makeDisk(path.join(root, device), 10 * gibibyte);

  const packageManager = options.packageManager ?? (hasRpm() ? 'rpm' : 'dpkg');
  const packages = ['cortx-motr', 'cortx-hare', 'consul', 'cortx-s3server', 'cortx-py-utils'].map(
    (each) => ({ name: each, version: '2.0.0-1' }),
  );
  if (options.withPackages === false) mkdirSync(path.join(root, 'var/lib'), { recursive: true });
  else if (packageManager === 'rpm') makeRpmDatabase(path.join(root, 'var/lib/rpm'), packages);
  else makeDpkgDatabase(path.join(root, 'var/lib/dpkg'), packages);

  const consul = makeScript(
    path.join(folder, 'bin/consul'),
    'echo "Consul v1.9.1"\necho "(a stand-in script, not Consul)"',
  );
  const hctl = makeScript(
    path.join(folder, 'bin/hctl'),
    `HCTL_SIM_NODE="${process.execPath}" exec "${here('../hctl-simulator/bin/hctl')}" "$@"`,
  );
  makeScript(
    path.join(folder, 'systemd/systemctl'),
    `HCTL_SIM_NODE="${process.execPath}" exec "${here('../hctl-simulator/bin/systemctl')}" "$@"`,
  );
  const hctlState = path.join(folder, 'hctl-state');
  return {
    folder,
    root,
    confstoreFile,
    url: `json://${confstoreFile}`,
    packageManager,
    hctlState,
    env: {
      HARE_CONSUL_BINARY: consul,
      HARE_HCTL: hctl,
      HARE_DEVICES_ALLOW_FILES: 'true',
      HARE_PACKAGE_MANAGER: packageManager,
      HCTL_SIM_STATE: hctlState,
      HCTL_SIM_ROOT: root,
      PATH: `${path.join(folder, 'systemd')}:${process.env['PATH'] ?? ''}`,
    },
  };
}

/** The only machine of the sample ConfStore, which is copied to a file. */
function sampleMachine(confstoreFile: string): SandboxMachine {
  copyFileSync(here('confstore.json'), confstoreFile);
  const { cluster } = JSON.parse(readFileSync(confstoreFile, 'utf8')) as SampleConfStore;
  const [machineId = '', name = ''] = Object.entries(cluster.server_nodes)[0] ?? [];
  const { hostname, storage } = cluster[name] as SampleNode;
  return {
    confstoreFile,
    machineId,
    hostname,
    devices: [...storage.metadata_devices, ...storage.data_devices],
  };
}

function makeDisk(file: string, sizeBytes: number): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const disk = openSync(file, 'w');
  ftruncateSync(disk, sizeBytes);
  closeSync(disk);
}

function makeScript(file: string, body: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}
