import { chmodSync, mkdirSync, mkdtempSync, openSync, closeSync, ftruncateSync, copyFileSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const gibibyte = 1024 ** 3;

/** A folder that stands for one machine: machine-id, disks (sparse files), packages, consul and hctl. Answers its paths and environment. */
export async function makeSandbox(repository) {
  const { hasRpm, makeDpkgDatabase, makeRpmDatabase } = await import('@hare/package-database');
  const sandbox = mkdtempSync(path.join(tmpdir(), 'hare-demo-'));
  const root = path.join(sandbox, 'root');
  const sample = path.join(repository, 'tools/demo/confstore.json');
  const confstore = path.join(sandbox, 'confstore.json');
  copyFileSync(sample, confstore);
  const { cluster } = JSON.parse(readFileSync(sample, 'utf8'));
  const [[machineId, node]] = Object.entries(cluster.server_nodes);

  mkdirSync(path.join(root, 'etc'), { recursive: true });
  writeFileSync(path.join(root, 'etc/machine-id'), `${machineId}\n`);
  writeFileSync(path.join(root, 'etc/hostname'), `${cluster[node].hostname}\n`);
  mkdirSync(path.join(root, 'dev'));
  const { data_devices: data, metadata_devices: metadata } = cluster[node].storage;
  for (const device of [...metadata, ...data]) {
    const file = openSync(path.join(root, device), 'w');
    ftruncateSync(file, 10 * gibibyte);
    closeSync(file);
  }

  const packages = ['cortx-motr', 'cortx-hare', 'consul', 'cortx-s3server', 'cortx-py-utils'].map((name) => ({ name, version: '2.0.0-1' }));
  const rpm = hasRpm();
  if (rpm) makeRpmDatabase(path.join(root, 'var/lib/rpm'), packages);
  else makeDpkgDatabase(path.join(root, 'var/lib/dpkg'), packages);

  const bin = path.join(sandbox, 'bin');
  mkdirSync(bin);
  const consul = path.join(bin, 'consul');
  writeFileSync(consul, '#!/bin/sh\necho "Consul v1.9.1"\necho "(a stand-in of the demo, not Consul)"\n');
  chmodSync(consul, 0o755);
  const hctl = path.join(bin, 'hctl');
  writeFileSync(hctl, `#!/bin/sh\nexec "${process.execPath}" "${path.join(repository, 'tools/hctl-simulator/dist/bin.js')}" "$@"\n`);
  chmodSync(hctl, 0o755);

  return {
    sandbox,
    root,
    url: `json://${confstore}`,
    packages: rpm ? 'a private rpm database' : 'a private dpkg database',
    env: {
      HARE_CONSUL_BINARY: consul,
      HARE_HCTL: hctl,
      HARE_DEVICES_ALLOW_FILES: 'true',
      HARE_PACKAGE_MANAGER: rpm ? 'rpm' : 'dpkg',
      HCTL_SIM_STATE: path.join(sandbox, 'hctl-state'),
    },
  };
}
