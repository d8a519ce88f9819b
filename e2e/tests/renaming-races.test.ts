import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { layConfiguration, makeSandbox, snapshot, type Sandbox } from '@hare/sandbox';
import { expect, inject, onTestFinished, test } from 'vitest';
import { withSwapped } from '../src/races/with-swapped.js';
import { runBin } from '../src/run-bin.js';

type Prepare = (sandbox: Sandbox, at: (relative: string) => string) => Promise<readonly string[]>;

const backupIn = (sandbox: Sandbox): string => path.join(sandbox.folder, 'saved');
const words =
  (...given: readonly string[]): Prepare =>
  () =>
    Promise.resolve(given);

/** The words of the stage, and which folders are swapped while it runs. */
const stages: readonly {
  readonly stage: string;
  readonly prepare: Prepare;
  readonly folders: readonly string[];
}[] = [
  {
    stage: 'cleanup',
    prepare: words('cleanup', '--yes'),
    folders: [
      'var/lib/hare/sysconfig/motr',
      'var/lib/hare',
      'var/lib/hare/setup',
      'var/log/seagate/hare',
      'var/lib/hare/consul-server-conf',
      'var/lib',
      'etc/logrotate.d',
    ],
  },
  {
    stage: 'reset',
    prepare: words('reset', '--yes'),
    folders: [
      'var/lib/hare/setup',
      'var/lib/hare',
      'var/log/seagate/hare',
      'var/log/seagate',
      'var/lib',
    ],
  },
  {
    stage: 'restore',
    prepare: async (sandbox, at) => {
      expect(
        await runBin(
          'hare_setup',
          ['backup', '--root', sandbox.root, '--target', backupIn(sandbox)],
          sandbox.env,
        ),
      ).toMatchObject({ exitCode: 0 });
      for (const name of [
        'confd.xc',
        'consul-server-conf/consul-server-conf.json',
        'setup/config.json',
      ])
        writeFileSync(at(`var/lib/hare/${name}`), 'changed\n');
      mkdirSync(at('var/lib/hare/sysconfig/motr/other'));
      writeFileSync(at('var/lib/hare/sysconfig/motr/other/m0d-0x7200000000000001:0xc'), 'more');
      return [
        'restore',
        '--target',
        path.join(backupIn(sandbox), 'hare_backup_srvnode-1.data.private.tar.gz'),
      ];
    },
    folders: [
      'var/lib/hare',
      'var/lib/hare/sysconfig/motr',
      'var/lib/hare/setup',
      'var/lib/hare/consul-server-conf',
      'var/lib',
      'var/log/seagate/hare',
    ],
  },
  {
    stage: 'support_bundle',
    prepare: async (sandbox) => {
      mkdirSync(path.join(sandbox.root, 'target/hare'), { recursive: true, mode: 0o700 });
      return Promise.resolve(['support_bundle', '-t', path.join(sandbox.root, 'target')]);
    },
    folders: [
      'target/hare',
      'var/log/seagate/hare',
      'var/lib/hare',
      'var/lib/hare/setup',
      'target',
    ],
  },
];

test.each(stages)(
  '$stage: whatever folder is swapped for a link meanwhile, nothing outside is touched',
  async ({ prepare, folders }) => {
    for (let run = 0; run < inject('limits').renamingRaces; run++) {
      const folder = folders[run % folders.length] ?? '';
      // Mostly the race begins when the stage does: one that meets the link at its first look does
      // nothing. Mostly the race begins once the stage changes something: one that meets the link
      // at its first look does nothing.
      const pausesUs = [0, 300, -1][run % 3] ?? 0;
      const sandbox = makeSandbox({ withPackages: false });
      onTestFinished(() => rmSync(sandbox.folder, { recursive: true, force: true }));
      const { at } = layConfiguration(sandbox);
      const given = await prepare(sandbox, at);
      // A foreign folder with all names of Hare's, and more: each name that is followed leads to
      // something.
      const precious = path.join(sandbox.folder, 'precious');
      cpSync(at(folder), precious, { recursive: true });
      for (const name of ['hare_srvnode-1.data.private.tar.gz', '.hare-restore', 'data'])
        writeFileSync(path.join(precious, name), 'precious\n');
      const link = path.join(sandbox.folder, 'link');
      symlinkSync(precious, link);
      const before = snapshot(precious);
      const ended = await withSwapped(at(folder), link, pausesUs, () =>
        runBin('hare_setup', [...given, '--root', sandbox.root], sandbox.env),
      );
      expect(snapshot(precious), `${folder}: ${ended.stdout}${ended.stderr}`).toEqual(before);
      expect(ended.stderr).not.toMatch(/^ +at /m);
      rmSync(sandbox.folder, { recursive: true, force: true });
    }
  },
);
