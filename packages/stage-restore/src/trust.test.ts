import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import {
  foreignKeys,
  hareKeys,
  layConfiguration,
  makeSandbox,
  type LaidConfiguration,
  type Sandbox,
} from '@hare/sandbox';
import { packBackup, unpackBackup, type BackupContent } from '@hare/backup';
import { runStageInProcess } from '@hare/stage/testing';
import { saver } from '@hare/backup/testing';
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { restore } from './stage.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let file: string;
const restoreHere = (...argv: readonly string[]): ReturnType<typeof runStageInProcess> =>
  runStageInProcess(restore, {
    argv: ['--root', sandbox.root, '--target', file, ...argv],
    env: sandbox.env,
  });
const text = (name: string): Promise<string> => readFile(laid.at(`var/lib/hare/${name}`), 'utf8');
const config = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await text('setup/config.json')) as Record<string, unknown>;
const keys = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(laid.kvFile, 'utf8')) as Record<string, string>;
const mode = async (name: string): Promise<string> =>
  ((await stat(laid.at(name))).mode & 0o7777).toString(8);

/** Packs the backup again with a change: from then on it is from elsewhere. */
async function rewrite(
  change: (content: { manifest: Record<string, unknown>; bytes: Map<string, Buffer> }) => void,
): Promise<void> {
  const { manifest, bytes } = await unpackBackup(await readFile(file), { file });
  const content = {
    manifest: structuredClone(manifest) as unknown as Record<string, unknown>,
    bytes: new Map(bytes),
  };
  change(content);
  const claimed = new Map(
    (content.manifest['files'] as BackupContent['manifest']['files']).map((each) => [
      each.name,
      each,
    ]),
  );
  const files = [...content.bytes].map(([name, body]) => ({
    ...(claimed.get(name) ?? { name, mode: 0o644, uid: 0, gid: 0 }),
    size: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
  }));
  await writeFile(
    file,
    packBackup({
      manifest: { ...content.manifest, files } as unknown as BackupContent['manifest'],
      bytes: content.bytes,
    }),
  );
}
const editJson = (bytes: Map<string, Buffer>, name: string, change: object): void =>
  void bytes.set(
    name,
    Buffer.from(
      `${JSON.stringify({ ...(JSON.parse(String(bytes.get(name))) as object), ...change })}\n`,
    ),
  );
const elsewhere = (): Promise<void> =>
  rewrite(({ manifest }) => void (manifest['created'] = '2020-01-01T00:00:00.000Z'));

beforeEach(async () => {
  sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  laid = layConfiguration(sandbox);
  file = path.join(sandbox.folder, 'hare.tar.gz');
  const { exitCode, stderr } = await runStageInProcess(saver, {
    argv: ['--root', sandbox.root, '--to', file],
    env: sandbox.env,
  });
  expect(exitCode, stderr).toBe(0);
});

describe('a backup from elsewhere', () => {
  test('does not say where the KV and the ConfStore are, nor where the description goes', async () => {
    const reached: unknown[] = [];
    const server = createServer((socket) => {
      reached.push(1);
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
    const url = `consul://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const place = path.join(sandbox.folder, 'elsewhere.yaml');
    await rewrite(({ manifest, bytes }) => {
      manifest['kv'] = { ...(manifest['kv'] as object), url, named: true };
      manifest['cdfPath'] = place;
      bytes.set(
        'cdf/cluster.yaml',
        Buffer.from(`${String(bytes.get('var/cluster.yaml'))}# another\n`),
      );
      editJson(bytes, 'state/config.json', { kv: url, url, cdf: place });
    });
    await writeFile(laid.kvFile, JSON.stringify(foreignKeys));
    const { exitCode, stdout } = await restoreHere();
    expect(exitCode, stdout).toBe(0);
    expect(reached).toEqual([]);
    expect(await config()).toMatchObject({
      kv: laid.kvUrl,
      url: sandbox.url,
      cdf: laid.at('var/lib/hare/cluster.yaml'),
    });
    expect(await text('cluster.yaml')).toContain('# another');
    await expect(stat(place)).rejects.toThrow('ENOENT');
    expect(stdout).toContain('is not restored; pass it with --kv URL');
    expect(await keys()).toMatchObject({ ...foreignKeys, m0_client_types: '["m0_client_s3"]' });
    expect((await restoreHere()).report.outcome).toBe('unchanged');
  });

  test('leaves no address in the record where this machine knows none', async () => {
    await elsewhere();
    await rm(laid.at('var/lib/hare/setup/config.json'));
    const { exitCode, stdout } = await restoreHere('--kv', laid.kvUrl);
    expect(exitCode, stdout).toBe(0);
    expect(await config()).toMatchObject({ url: '', kv: laid.kvUrl });
  });

  test('sets neither modes that we do not write, nor owners', async () => {
    await rewrite(({ manifest }) => {
      for (const each of manifest['files'] as { mode: number; uid: number }[])
        Object.assign(each, { mode: 0o666, uid: 1000, gid: 1000 });
      manifest['folders'] = [
        ...(manifest['folders'] as object[]).map((each) => ({ ...each, mode: 0o777, uid: 1000 })),
      ];
    });
    for (const name of ['confd.xc', 'sysconfig'])
      await rm(laid.at(`var/lib/hare/${name}`), { recursive: true });
    await chmod(laid.at('var/lib/hare'), 0o750);
    expect((await restoreHere()).exitCode).toBe(0);
    expect(await mode('var/lib/hare/confd.xc')).toBe('644');
    expect([await mode('var/lib/hare'), await mode('var/lib/hare/sysconfig/motr')]).toEqual([
      '750',
      '755',
    ]);
    expect((await stat(laid.at('var/lib/hare/confd.xc'))).uid).toBe(process.geteuid?.());
  });

  test('does not bring facts that vouch for devices, and marks its description until config runs', async () => {
    await rewrite(({ bytes }) => {
      editJson(bytes, 'state/facts.json', { devices: { '/dev/sdc': { sizeBytes: 1 } } });
      bytes.set(
        'var/cluster.yaml',
        Buffer.from(`${String(bytes.get('var/cluster.yaml'))}# another\n`),
      );
    });
    expect((await restoreHere()).exitCode).toBe(0);
    await expect(text('setup/facts.json')).rejects.toThrow('ENOENT');
    expect(await text('setup/restored.json')).toContain('"seal"');
  });

  test.each(['started', 'none'])(
    'with a record of mkfs that says "%s" does not touch the one that is here',
    async (says) => {
      const done = await text('setup/mkfs.json');
      await rewrite(({ bytes }) => {
        if (says === 'none') bytes.delete('state/mkfs.json');
        else editJson(bytes, 'state/mkfs.json', { state: says });
        bytes.set(
          'kv.json',
          Buffer.from(String(bytes.get('kv.json')).replace('\\"done\\"', '\\"started\\"')),
        );
      });
      expect((await restoreHere()).exitCode).toBe(0);
      expect(await text('setup/mkfs.json')).toBe(done);
      expect((await keys())['hare_setup/mkfs']).toContain('"done"');
      await rm(laid.at('var/lib/hare/setup/mkfs.json'));
      await writeFile(laid.kvFile, JSON.stringify(foreignKeys));
      expect((await restoreHere('--force')).exitCode).toBe(0);
      await expect(text('setup/mkfs.json')).rejects.toThrow('ENOENT');
      expect((await keys())['hare_setup/mkfs']).toBeUndefined();
    },
  );

  test('brings the record that devices are formatted to a machine that has none', async () => {
    await elsewhere();
    await rm(laid.at('var/lib/hare/setup/mkfs.json'));
    expect((await restoreHere()).exitCode).toBe(0);
    expect(await text('setup/mkfs.json')).toContain('"done"');
  });

  test('does not bring what can run code, and says so', async () => {
    await rewrite(({ bytes }) => {
      for (const [name] of bytes)
        if (name.startsWith('var/sysconfig'))
          bytes.set(name, Buffer.from("LD_PRELOAD='/tmp/x.so'\n"));
      bytes.set(
        'var/consul-server-conf/consul-server-conf.json',
        Buffer.from('{"services":[{"checks":[{"args":["/bin/sh"]}]}]}'),
      );
      bytes.set('etc/logrotate.d/hare', Buffer.from('/x {\npostrotate\n/tmp/x\nendscript\n}\n'));
      bytes.set('etc-hare/hare_setup.yaml', Buffer.from('hctl: /tmp/evil\n'));
    });
    const { exitCode, stdout } = await restoreHere();
    expect(exitCode, stdout).toBe(0);
    for (const said of [
      'hctl: not set -> "/tmp/evil"',
      'logrotate runs commands from it',
      'sets variables that are not from Motr',
      'makes the Consul agent run',
    ])
      expect(stdout).toContain(said);
    await expect(stat(laid.at('etc/hare'))).rejects.toThrow('ENOENT');
    expect(await readFile(laid.at('etc/logrotate.d/hare'), 'utf8')).toBe('# hare\n');
    await expect(text('consul-server-conf/consul-server-conf.json')).rejects.toThrow('ENOENT');
    expect((await restoreHere()).report.outcome).toBe('unchanged');
  });

  test('does not bring what a cluster said while it ran', async () => {
    await rewrite(
      ({ bytes }) =>
        void bytes.set(
          'kv.json',
          Buffer.from(String(bytes.get('kv.json')).replace('["epoch","1"]', '["epoch","99"]')),
        ),
    );
    expect((await restoreHere()).exitCode).toBe(0);
    expect((await keys())['epoch']).toBe('1');
  });

  test.each([
    ['["vault/core","evil"]', 'vault/core'],
    ['["hostname","evil"]', 'hostname'],
    ['["hare_setup/other","evil"]', 'hare_setup/other'],
  ])('with a key that is not of Hare is refused: %s', async (line, key) => {
    await rewrite(({ manifest, bytes }) => {
      bytes.set(
        'kv.json',
        Buffer.from(String(bytes.get('kv.json')).replace('[\n', `[\n${line},\n`)),
      );
      manifest['kv'] = { ...(manifest['kv'] as object), keys: 99 };
    });
    const before = await keys();
    const { exitCode, stderr } = await restoreHere('--force');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`the key "${key}" is not a key of a backup.*BACKUP_KEY_REFUSED`),
    );
    expect(await keys()).toEqual(before);
  });

  test("does not overwrite somebody else's key by a node of that name", async () => {
    await rewrite(({ manifest, bytes }) => {
      const cluster = manifest['cluster'] as { nodes: object[] };
      manifest['cluster'] = {
        ...cluster,
        nodes: [...cluster.nodes, { hostname: 'other-service' }],
      };
      bytes.set(
        'kv.json',
        Buffer.from(
          String(bytes.get('kv.json')).replace('[\n', '[\n["other-service/facts","evil"],\n'),
        ),
      );
    });
    const { exitCode, stderr } = await restoreHere('--force');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('the key "other-service/facts" is already in the KV');
    expect(await keys()).toMatchObject(foreignKeys);
  });

  test('is of another cluster, as far as is known, where this machine knows none', async () => {
    await elsewhere();
    for (const name of ['cluster.yaml', 'setup/config.json', 'setup/mkfs.json'])
      await rm(laid.at(`var/lib/hare/${name}`));
    const refused = await restoreHere('--kv', laid.kvUrl);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/has no cluster to compare it with.*BACKUP_OF_OTHER_CLUSTER/);
    const named = await restoreHere('--kv', laid.kvUrl, '--config', sandbox.url, '--dry-run');
    expect(named.stderr).toContain('BACKUP_OF_OTHER_CLUSTER');
    const forced = await restoreHere('--kv', laid.kvUrl, '--force');
    expect(forced.exitCode, forced.stdout).toBe(0);
    expect(forced.stdout).toMatch(/--force also restores: .*cluster\.yaml/);
  });
});

describe('settings', () => {
  const settings = 'etc/hare/hare_setup.yaml';
  beforeEach(() =>
    rewrite(
      ({ bytes }) =>
        void bytes.set(
          'etc-hare/hare_setup.yaml',
          Buffer.from('hctl: /usr/bin/hctl2\nlog: {files: 3}\n'),
        ),
    ),
  );

  test('are shown, and restored only with --with-settings --yes', async () => {
    const shown = await restoreHere('--with-settings');
    expect(shown.exitCode).toBe(1);
    expect(shown.stderr).toMatch(/RESTORE_SETTINGS_NOT_AGREED/);
    expect(shown.stderr).toContain('hctl: not set -> "/usr/bin/hctl2"');
    await expect(stat(laid.at(settings))).rejects.toThrow('ENOENT');
    const { exitCode, stdout } = await restoreHere('--with-settings', '--yes');
    expect(exitCode, stdout).toBe(0);
    expect(await readFile(laid.at(settings), 'utf8')).toContain('hctl2');
    expect(await mode(settings)).toBe('644');
    expect(
      (
        await runStageInProcess(restore, {
          argv: ['--root', sandbox.root, '--target', file, '--with-settings'],
          env: sandbox.env,
        })
      ).report.outcome,
    ).toBe('unchanged');
  });

  test('that are here stay without it', async () => {
    await mkdir(laid.at('etc/hare'), { recursive: true });
    await writeFile(laid.at(settings), 'log: {files: 5}\n');
    expect((await restoreHere()).exitCode).toBe(0);
    expect(await readFile(laid.at(settings), 'utf8')).toBe('log: {files: 5}\n');
  });

  test.each([
    ['varDir: /srv/evil\n', 'RESTORE_SETTINGS_PLACES'],
    ['hctll: x\n', 'SETTINGS_INVALID'],
    ['a: [\n', 'SETTINGS_SYNTAX'],
    [`a: &a [x]\nb: [${'*a,'.repeat(500)}]\n`, 'SETTINGS_'],
  ])('that move places or are none are refused: %j', async (lines, code) => {
    await rewrite(({ bytes }) => void bytes.set('etc-hare/hare_setup.yaml', Buffer.from(lines)));
    const { exitCode, stderr } = await restoreHere();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(code);
  });
});

test('a backup of this machine brings all that it holds, without being told where the KV was', async () => {
  for (const name of [
    'cluster.yaml',
    'sysconfig',
    'setup/config.json',
    'setup/facts.json',
    'setup/mkfs.json',
  ])
    await rm(laid.at(`var/lib/hare/${name}`), { recursive: true });
  await writeFile(laid.kvFile, '{}');
  const { exitCode, stdout } = await restoreHere('-v');
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toContain('made here');
  expect(await keys()).toEqual(hareKeys());
  expect(await text('setup/facts.json')).toContain('devices');
  await expect(text('setup/restored.json')).rejects.toThrow('ENOENT');
});
