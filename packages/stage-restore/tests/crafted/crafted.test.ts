import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import {
  foreignKeys,
  keepSandbox,
  layConfiguration,
  makeSandbox,
  snapshot,
  type LaidConfiguration,
  type Sandbox,
} from '@hare/sandbox';
import { unpackBackup } from '@hare/backup';
import { runStageInProcess } from '@hare/stage/testing';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { restore } from '../../src/stage.js';
import { saveByHand } from '../save-by-hand.js';
import { craftBackups, craftedKinds, type CraftPlaces } from './craft-backups.js';
import { peakMemoryMiB } from './peak-memory.js';

let sandbox: Sandbox;
let laid: LaidConfiguration;
let places: CraftPlaces;
let file: string;
const connections: string[] = [];
const server = createServer((socket) => {
  connections.push('a connection');
  socket.destroy();
});
const isOwnTrace = (relative: string): boolean =>
  /(^|\/)(setup\.log|journal\.jsonl|receipt\.json)$|\.lock$|^root\/run(\/|$)|^hctl-state|^crafted\.tar\.gz$/.test(
    relative,
  );
const tree = (): Record<string, string> => snapshot(sandbox.folder, isOwnTrace);
/**
 * What a restore may write: names of Hare, as regular files and folders with modes that we write,
 * owned by who runs it.
 */
const mayChange =
  /^root\/var\/lib\/hare\/(?:cluster\.yaml|confd\.(?:xc|cg|dhall)|consul-(?:kv|agents)\.json|node-name|sysconfig(?:\/[^/]+){0,3}|consul-(?:server|client)-conf(?:\/[^/]+)?|setup\/(?:config|facts|mkfs|restored|upgrade)\.json|setup\/mkfs\.cdf\.yaml)$|^kv\.json$/;
const isOurs = new RegExp(
  `^(?:file (?:600|640|644)|folder 7(?:00|50|55)) ${process.geteuid?.() ?? 0}:${process.getegid?.() ?? 0}`,
);

beforeAll(async () => {
  const made = makeSandbox({ withPackages: false });
  // The simulator takes longer to start than a restore to refuse.
  const hctl = path.join(made.folder, 'bin/stopped-hctl');
  writeFileSync(hctl, '#!/bin/sh\necho "Cluster is not running" >&2\nexit 1\n', { mode: 0o755 });
  sandbox = { ...made, env: { ...made.env, HARE_HCTL: hctl } };
  laid = layConfiguration(sandbox);
  file = path.join(sandbox.folder, 'crafted.tar.gz');
  const canary = path.join(sandbox.folder, 'canary');
  mkdirSync(path.join(canary, 'cron.d'), { recursive: true });
  writeFileSync(path.join(canary, 'file'), 'precious');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await saveByHand(sandbox, laid.kvUrl, file);
  const { manifest, bytes } = await unpackBackup(await readFile(file), { file });
  await rm(laid.at('var/lib/hare/setup/backup.json'));
  places = {
    manifest: { ...manifest },
    files: bytes,
    canary,
    port: (server.address() as AddressInfo).port,
    bombMiB: inject('limits').backupBombMiB,
  };
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  for (const folder of [sandbox.folder, `${sandbox.folder}.kept`])
    await rm(folder, { recursive: true, force: true });
});

describe('backups that somebody crafted', () => {
  test('bring nothing but files and keys of Hare, connect nowhere, and end in a coded error or a plain success', async () => {
    const putBack = keepSandbox(sandbox);
    const before = tree();
    const tally = { refused: 0, restored: 0 };
    for (const { what, archive } of craftBackups(
      inject('limits').craftedBackups,
      inject('limits').craftedBackups,
      places,
    )) {
      writeFileSync(file, archive);
      const { exitCode, stdout, stderr, report } = await runStageInProcess(restore, {
        argv: ['--root', sandbox.root, '--target', file, '--force'],
        env: { ...sandbox.env, CONSUL_HTTP_TOKEN: 'planted-token-4711' },
      });
      const said = `${what}\n${stdout}${stderr}`;
      const after = tree();
      expect(said, what).not.toMatch(/TypeError|DEFECT|defect| {4}at |planted-token/);
      expect(stdout + stderr, what).not.toMatch(/[^\P{C}\n]/u);
      if (exitCode === 1) {
        expect(after, said).toEqual(before);
        expect(JSON.stringify(report), said).toMatch(/"code":"[A-Z][A-Z_]+"/);
        tally.refused += 1;
      } else {
        expect(exitCode, said).toBe(0);
        const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
          (name) => before[name] !== after[name],
        );
        for (const name of changed) {
          expect(name, said).toMatch(mayChange);
          if (after[name] !== undefined)
            expect(`${name}: ${after[name]}`, said).toMatch(
              new RegExp(`^.*: ${isOurs.source.slice(1)}`),
            );
        }
        expect(JSON.parse(await readFile(laid.kvFile, 'utf8')), said).toMatchObject(foreignKeys);
        const config = JSON.parse(
          await readFile(laid.at('var/lib/hare/setup/config.json'), 'utf8'),
        ) as Record<string, unknown>;
        expect(config, said).toMatchObject({
          kv: laid.kvUrl,
          url: sandbox.url,
          cdf: laid.at('var/lib/hare/cluster.yaml'),
        });
        expect(await readFile(laid.at('var/lib/hare/setup/mkfs.json'), 'utf8'), said).toContain(
          '"done"',
        );
        if (changed.length > 0) putBack();
        tally.restored += 1;
      }
      expect(connections, said).toEqual([]);
    }
    expect(tally.refused).toBeGreaterThan(tally.restored);
    expect(tally.restored).toBeGreaterThan(0);
  });

  test('take less than 256 MB, however much they claim to be', async () => {
    const large = [...craftBackups(1, craftedKinds, places)].filter(({ what }) =>
      /bomb|without end/.test(what),
    );
    for (const { what, archive } of large) {
      writeFileSync(file, archive);
      const { exitCode, output, peak } = await peakMemoryMiB(
        ['--root', sandbox.root, '--target', file, '--force'],
        sandbox.env,
      );
      expect(exitCode, `${what}\n${output}`).toBe(1);
      expect(peak, what).toBeLessThan(256);
    }
  });
});
