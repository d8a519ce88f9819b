import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { layConfiguration, makeSandbox } from '@hare/sandbox';
import { openSimulation } from '@hare/hctl-simulator';
import { runStageInProcess } from '@hare/stage/testing';
import { expect, onTestFinished, test } from 'vitest';
import { supportBundle } from './stage.js';

const names = [
  'password',
  'secret_key',
  'access_key',
  'auth_token',
  'ssh_private_key',
  'Credentials',
  'cluster_secret',
];
const canary = fc
  .tuple(fc.constantFrom(...names), fc.stringMatching(/^[A-Za-z0-9+/=_.-]{8,24}$/))
  .map(([name, value]) => ({ name, value: `Zq${value}9` }));

test('a secret from ConfStore, KV, settings, environment, a URL or hctl appears nowhere in the bundle, report or log, wherever it was repeated', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        store: canary,
        kv: canary,
        kvJson: canary,
        setting: canary,
        env: canary,
        url: canary,
        hctl: canary,
        log: canary,
      }),
      fc.boolean(),
      async (planted, binary) => {
        const sandbox = makeSandbox({ withPackages: false });
        try {
          const { at, kvFile, kvUrl } = layConfiguration(sandbox);
          const store = JSON.parse(await readFile(sandbox.confstoreFile, 'utf8')) as Record<
            string,
            unknown
          >;
          await writeFile(
            sandbox.confstoreFile,
            JSON.stringify({ ...store, cortx: { [planted.store.name]: planted.store.value } }),
          );
          const kv = JSON.parse(await readFile(kvFile, 'utf8')) as Record<string, unknown>;
          await writeFile(
            kvFile,
            JSON.stringify({
              ...kv,
              [`m0conf/${planted.kv.name}`]: planted.kv.value,
              'foreign/settings': JSON.stringify({
                deep: [{ [planted.kvJson.name]: planted.kvJson.value }],
              }),
            }),
          );
          await mkdir(at('etc/hare'), { recursive: true });
          await writeFile(
            at('etc/hare/hare_setup.yaml'),
            `secrets: {extra: [zip_code]}\n# ${planted.setting.name}: ${planted.setting.value}\n`,
          );
          await openSimulation(sandbox.hctlState).fail({
            'status-leak': `${planted.hctl.name}=${planted.hctl.value}`,
            'reportbug-leak': `${planted.hctl.name}=${planted.hctl.value}`,
          });
          const everywhere = [
            planted.store,
            planted.kv,
            planted.kvJson,
            planted.env,
            planted.url,
          ].map(({ value }) => value);
          const line = `${new Date().toISOString()} seen ${everywhere.join(' and ')} again, ${planted.log.name}: ${planted.log.value}\nzip_code=Zq12345\n`;
          await appendFile(at('var/log/seagate/hare/hare-hax.log'), line);
          await writeFile(at('var/log/seagate/hare/old.log.1.gz'), gzipSync(line));
          await appendFile(at('var/lib/hare/confd.xc'), everywhere.join('\n'));
          await writeFile(
            at('var/motr/m0d-1/core.7'),
            Buffer.from(`\u0000\u0001${binary ? '\u0000' : ' '}${everywhere.join('\u0000')}\u0000`),
          );
          await mkdir(path.join(sandbox.folder, 'opened'));
          const env = {
            ...sandbox.env,
            [`HARE_TEST_${planted.env.name.toUpperCase()}`]: planted.env.value,
          };
          const argv = [
            '--root',
            sandbox.root,
            '-t',
            sandbox.folder,
            '-b',
            'x',
            '--kv',
            kvUrl,
            '--config',
            sandbox.url,
            '--coredumps',
            '-v',
          ];
          const noise = `consul://user:${encodeURIComponent(planted.url.value)}@10.0.0.1:8500/`;
          const { exitCode, stdout, stderr } = await runStageInProcess(supportBundle, {
            argv,
            env: { ...env, HARE_TEST_URL: noise },
          });
          expect(exitCode, stdout + stderr).toBe(0);
          execFileSync('tar', [
            'xzf',
            path.join(sandbox.folder, 'hare/hare_x.tar.gz'),
            '-C',
            path.join(sandbox.folder, 'opened'),
          ]);
          const outputs = `${stdout}${stderr}${await readFile(at('var/log/seagate/hare/setup.log'), 'utf8')}`;
          for (const { value } of [...Object.values(planted), { value: 'Zq12345' }]) {
            const found = execFileSync(
              'sh',
              [
                '-c',
                'grep -rlaF -e "$1" "$2" || true',
                'sh',
                value,
                path.join(sandbox.folder, 'opened'),
              ],
              { encoding: 'utf8' },
            );
            expect(found, value).toBe('');
            expect(outputs).not.toContain(value);
          }
          expect(
            await readFile(path.join(sandbox.folder, 'opened/logs/hare-hax.log'), 'utf8'),
          ).toContain('******');
        } finally {
          await rm(sandbox.folder, { recursive: true });
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

test('when the ConfStore and the KV that are named cannot be reached, the secrets of those that config recorded are known', async () => {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rm(sandbox.folder, { recursive: true }));
  const { at, kvFile, kvUrl } = layConfiguration(sandbox);
  await writeFile(
    sandbox.confstoreFile,
    JSON.stringify({ cortx: { password: 'Zq-of-the-store' } }),
  );
  await writeFile(kvFile, JSON.stringify({ 'other/auth_token': 'Zq-of-the-kv' }));
  await writeFile(
    at('var/lib/hare/setup/config.json'),
    JSON.stringify({
      version: 1,
      url: sandbox.url,
      cdf: at('var/lib/hare/cluster.yaml'),
      kv: kvUrl,
      digest: '',
    }),
  );
  await appendFile(
    at('var/log/seagate/hare/hare-hax.log'),
    `${new Date().toISOString()} seen Zq-of-the-store and Zq-of-the-kv\n`,
  );
  const nowhere = 'consul://127.0.0.1:1/x';
  const { exitCode, stdout, stderr } = await runStageInProcess(supportBundle, {
    argv: [
      '--root',
      sandbox.root,
      '-t',
      sandbox.folder,
      '-b',
      'x',
      '--kv',
      nowhere,
      '--config',
      nowhere,
    ],
    env: sandbox.env,
  });
  expect(exitCode, stdout + stderr).toBe(0);
  const inside = (name: string): string =>
    execFileSync('tar', ['xzOf', path.join(sandbox.folder, 'hare/hare_x.tar.gz'), name], {
      encoding: 'utf8',
    });
  expect(inside('logs/hare-hax.log')).toMatch(/seen \*{6} and \*{6}/);
  expect(inside('manifest.json')).toContain('secrets masked only by name');
});
