import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { swapHeader } from '../devices/foreign-images.js';
import type { StageMachine } from './stage-machine.js';
import type { StageRow } from './stage-row.js';

const cdf = 'var/lib/hare/cluster.yaml';
const backups = (machine: StageMachine): string => path.join(machine.folder, 'backups');
const archive = (machine: StageMachine): string =>
  path.join(backups(machine), 'hare_backup_srvnode-1.data.private.tar.gz');

async function configured(machine: StageMachine): Promise<void> {
  await machine.mustSetup('config', '--config', machine.url);
}

async function formatted(machine: StageMachine): Promise<void> {
  await configured(machine);
  await machine.mustSetup('init');
  await machine.simulation.writeUserData('precious');
}

/** One key of each section; the sample cluster gets another s3 client by it. */
const changeset = `new:
  cluster: {srvnode-1: {note: added}}
changed:
  cluster: {srvnode-1: {s3_instances: 2|3}}
deleted:
  cluster: {srvnode-1: {node_type: VM}}
`;
const changesetFile = (machine: StageMachine): string =>
  path.join(machine.folder, 'changeset.yaml');

/** A bootstrap that takes so long that an interruption meets it. */
async function slowly(machine: StageMachine): Promise<void> {
  await machine.simulation.fail({ 'bootstrap-slow': 300 });
}

function writeLogs(machine: StageMachine): void {
  mkdirSync(machine.at('var/log/seagate/hare'), { recursive: true });
  for (const name of ['hare-hax.log', 'hare-hax.log.1', 'consul-events.log'])
    writeFileSync(machine.at(`var/log/seagate/hare/${name}`), `${name} says nothing\n`);
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, 'utf8');
  if (change(text) === text) throw new Error(`nothing to spoil in ${file}`);
  writeFileSync(file, change(text));
}

const brokenKv = {
  what: 'the KV that was named cannot be read',
  spoil: (machine: StageMachine) => writeFileSync(path.join(machine.folder, 'broken.json'), '{'),
  args: (machine: StageMachine) => ['--kv', `json://${machine.folder}/broken.json`],
  exitCode: 1,
  says: /broken\.json:1:\d/,
} as const;
const brokenCdf = {
  what: 'the cluster description is broken',
  spoil: (machine: StageMachine) =>
    edit(machine.at(cdf), (text) => text.replace('nodes:', 'nodes: [')),
  exitCode: 1,
  says: /cluster\.yaml:\d+:\d+/,
} as const;
const brokenRecord = {
  what: 'the record of mkfs is broken',
  spoil: (machine: StageMachine) =>
    writeFileSync(machine.at('var/lib/hare/setup/mkfs.json'), '{"version": 1, "st'),
  exitCode: 1,
  says: /mkfs\.json/,
} as const;

/** A row for every stage of setup.yaml; the harness fails for a stage without one. */
export const stageRows: Readonly<Record<string, StageRow>> = {
  post_install: {
    prepare: () => Promise.resolve(),
    withPackages: true,
    extraArgs: () => ['--configure-logrotate'],
    writesKv: false,
    wouldDo: /etc\/logrotate\.d\/hare/,
    badInput: [
      {
        what: 'a package is missing',
        env: { HARE_PACKAGES: 'cortx-motr cortx-none' },
        exitCode: 1,
        says: /cortx-none/,
      },
    ],
  },
  prepare: {
    prepare: () => Promise.resolve(),
    writesKv: true,
    wouldDo: /srvnode-1\.data\.private\/facts/,
    badInput: [
      {
        what: 'a device is missing',
        spoil: (machine) => rmSync(machine.at('dev/sdd')),
        exitCode: 1,
        says: /\/dev\/sdd does not exist/,
      },
      {
        what: 'the ConfStore is broken',
        spoil: (machine) =>
          edit(machine.confstoreFile, (text) => text.replace('"storage": {', '"storage": [')),
        exitCode: 1,
        says: /exampleV2\.json:\d+:\d+/,
      },
      brokenKv,
      {
        what: 'the KV is where no folder can be made',
        args: () => ['--kv', 'json:///proc/none/kv.json'],
        exitCode: 1,
        says: /\/proc\/none/,
      },
    ],
  },
  config: {
    prepare: (machine) => machine.mustSetup('prepare', '--config', machine.url),
    writesKv: true,
    wouldDo: /\+nodes:[^]*\+ file confd\.xc[^]*\+ m0conf\//,
    badInput: [
      {
        what: 'a key of the ConfStore is missing',
        spoil: (machine) =>
          edit(machine.confstoreFile, (text) => text.replace('"data_devices"', '"data_device"')),
        exitCode: 1,
        says: /cluster>srvnode-1>storage>data_devices/,
      },
      {
        what: 'the CDF cannot be written',
        args: (machine) => ['--file', `${machine.confstoreFile}/cluster.yaml`],
        exitCode: 1,
        says: /exampleV2\.json/,
      },
      brokenKv,
    ],
  },
  init: {
    prepare: async (machine) => {
      await configured(machine);
      await slowly(machine);
    },
    writesKv: true,
    wouldDo: /format srvnode-1\.data\.private: \/dev\/sdc/,
    badInput: [
      brokenCdf,
      brokenRecord,
      {
        what: 'a device carries something',
        spoil: (machine) =>
          writeFileSync(
            machine.at('dev/sde'),
            Buffer.concat([swapHeader(), Buffer.alloc(1024 ** 2)]),
          ),
        exitCode: 1,
        says: /\/dev\/sde has a foreign signature: swap/,
      },
      brokenKv,
    ],
  },
  test: {
    prepare: async (machine) => {
      await formatted(machine);
      await slowly(machine);
    },
    writesKv: false,
    wouldDo: /the cluster is stopped; /,
    badInput: [
      brokenCdf,
      {
        what: 'the settings of the plan are wrong',
        args: (machine) => ['--param', `json://${machine.confstoreFile}.none`],
        exitCode: 1,
        says: /exampleV2\.json\.none/,
      },
    ],
  },
  pre_upgrade: {
    prepare: async (machine) => {
      await formatted(machine);
      await machine.mustSetup('backup', '--target', backups(machine));
    },
    writesKv: false,
    onlyLooks: true,
    wouldDo:
      /Verify the backup of this node \(.*hare_backup_srvnode-1\.data\.private\.tar\.gz[^]*\(stopped\)/,
    badInput: [
      {
        what: 'the backup is cut short',
        spoil: (machine) => truncateSync(archive(machine), 1000),
        exitCode: 1,
        says: /BACKUP_DAMAGED/,
      },
      {
        what: 'there is no backup',
        spoil: (machine) => rmSync(backups(machine), { recursive: true }),
        exitCode: 1,
        says: /BACKUP_MISSING/,
      },
      brokenKv,
    ],
  },
  upgrade: {
    prepare: async (machine) => {
      await formatted(machine);
      writeFileSync(changesetFile(machine), changeset);
    },
    withPackages: true,
    extraArgs: (machine) => ['--changeset', `yaml://${changesetFile(machine)}`],
    writesKv: true,
    wouldDo: /~ cluster>srvnode-1>s3_instances: 2 → 3[^]*- cluster>srvnode-1>node_type[^]*m0conf\//,
    badInput: [
      {
        what: 'the changeset has an unknown section',
        spoil: (machine) => edit(changesetFile(machine), (text) => text.replace('new:', 'neu:')),
        exitCode: 1,
        says: /a changeset has no section neu/,
      },
      {
        what: 'the changeset does not fit',
        spoil: (machine) => edit(changesetFile(machine), (text) => text.replace('2|3', '7|3')),
        exitCode: 1,
        says: /cluster>srvnode-1>s3_instances has the value 2/,
      },
      {
        what: 'the cluster description was edited',
        spoil: (machine) =>
          edit(machine.at(cdf), (text) => text.replace('data_units: 1', 'data_units: 2')),
        exitCode: 1,
        says: /edited by hand/,
      },
      {
        what: 'a package is too old',
        args: () => ['--requires', 'cortx-motr>=2.0.0-2'],
        exitCode: 1,
        says: /package cortx-motr has version 2\.0\.0-1, but >= 2\.0\.0-2/,
      },
      brokenCdf,
      brokenKv,
    ],
  },
  post_upgrade: {
    prepare: async (machine) => {
      await formatted(machine);
      await slowly(machine);
    },
    writesKv: false,
    wouldDo: /the cluster is stopped; started for the comparison/,
    badInput: [brokenCdf],
  },
  reset: {
    prepare: async (machine) => {
      await formatted(machine);
      writeLogs(machine);
      mkdirSync(machine.at('var/lib/hare/setup/test'));
      writeFileSync(machine.at('var/lib/hare/setup/test/result.json'), '{}\n');
    },
    writesKv: false,
    wouldDo: /- .*result\.json[^]*- .*hare-hax\.log/,
    badInput: [
      {
        what: 'the record of mkfs is to be forgotten without --yes',
        args: () => ['--forget-mkfs'],
        exitCode: 2,
        says: /--yes/,
      },
      brokenKv,
    ],
  },
  cleanup: {
    prepare: async (machine) => {
      await configured(machine);
      await machine.mustSetup('init', '--keep-running');
      await machine.simulation.writeUserData('precious');
      writeLogs(machine);
    },
    writesKv: true,
    wouldDo: /- (?:epoch|m0conf\/\S+)\n[^]*hctl shutdown\n[^]*- .*confd\.xc/,
    badInput: [brokenKv],
  },
  backup: {
    prepare: formatted,
    url: backups,
    writesKv: false,
    // The record has the digest of the archive, and that the time in it.
    varies: /setup\/backup\.json$/,
    wouldDo: /\+ .*hare_backup_srvnode-1\.data\.private\.tar\.gz/,
    madeWhole: (machine) => void execFileSync('tar', ['tzf', archive(machine)]),
    private: (machine) => [archive(machine)],
    badInput: [
      {
        what: 'the target is a file',
        spoil: (machine) => writeFileSync(backups(machine), 'x'),
        exitCode: 1,
        says: /backups/,
      },
      brokenKv,
    ],
  },
  restore: {
    prepare: async (machine) => {
      await formatted(machine);
      await machine.mustSetup('backup', '--target', backups(machine));
      await machine.mustSetup('cleanup');
    },
    url: backups,
    writesKv: true,
    wouldDo: /\+ .*cluster\.yaml/,
    badInput: [
      {
        what: 'the backup is cut short',
        spoil: (machine) => truncateSync(archive(machine), 1000),
        exitCode: 1,
        says: /hare_backup_srvnode-1\.data\.private\.tar\.gz/,
      },
      {
        what: 'there is no backup',
        spoil: (machine) => rmSync(backups(machine), { recursive: true }),
        exitCode: 1,
        says: /backups/,
      },
    ],
  },
  support_bundle: {
    prepare: async (machine) => {
      await formatted(machine);
      writeLogs(machine);
    },
    extraArgs: (machine) => [
      '-t',
      path.join(machine.folder, 'bundles'),
      '-b',
      'x',
      '--binlogs',
      '--coredumps',
    ],
    writesKv: false,
    secondOutcome: 'changed',
    varies: /^bundles\/hare\/hare_x\.tar\.gz$/,
    wouldDo: /\+ .*hare_x\.tar\.gz/,
    madeWhole: (machine) =>
      void execFileSync('tar', [
        'tzf',
        path.join(machine.folder, 'bundles/hare/hare_x.tar.gz'),
        'manifest.json',
      ]),
    badInput: [
      {
        what: 'the size limit is no size',
        args: () => ['--size_limit', 'much'],
        exitCode: 2,
        says: /--size_limit/,
      },
      {
        what: 'a file is in the place of the folder',
        spoil: (machine) => writeFileSync(path.join(machine.folder, 'bundles'), ''),
        exitCode: 1,
        says: /bundles/,
      },
    ],
  },
};
