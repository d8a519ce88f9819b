import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRunCommand } from '@hare/command';
import { expect, onTestFinished, test } from 'vitest';
import { activeUnits, nameUnits, parseUnits, stopCommand } from './active-units.js';

test('what is active, or about to be, is named; what failed or is of others is not', () => {
  const text = [
    'm0d@0x7200000000000001:0x1.service loaded active running Motr',
    'm0d@0x7200000000000001:0x2.service loaded failed failed Motr',
    'motr-mkfs@0x7200000000000001:0x2.service loaded activating start Motr mkfs',
    'm0_client_s3@0x7200000000000001:0x3.service loaded deactivating stop-sigterm S3',
    'hare-hax.service loaded active running HAX',
    'hare-consul-agent.service loaded inactive dead Consul',
    'sshd.service loaded active running ssh',
    '',
  ].join('\n');
  expect(parseUnits(text).map(({ name, isMotr }) => [name, isMotr])).toEqual([
    ['m0d@0x7200000000000001:0x1.service', true],
    ['motr-mkfs@0x7200000000000001:0x2.service', true],
    ['m0_client_s3@0x7200000000000001:0x3.service', true],
    ['hare-hax.service', false],
  ]);
});

test('units are listed shortly, and stopped all', () => {
  const units = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, isMotr: true }));
  expect(nameUnits(units)).toBe('a, b, c, d and 1 more');
  expect(stopCommand(units.slice(0, 2))).toBe("systemctl stop 'a' 'b'");
});

function withSystemctl(body: string): Parameters<typeof activeUnits>[0] {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-systemctl-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'systemctl'), `#!/bin/sh\n${body}\n`);
  chmodSync(path.join(folder, 'systemctl'), 0o755);
  return {
    run: createRunCommand({ env: { PATH: process.env['PATH'] } }),
    env: { PATH: `relative:${folder}` },
  };
}

test('systemctl is found on PATH and asked for the units of Motr and Hare', async () => {
  const units = await activeUnits(
    withSystemctl(
      '[ "$*" = "list-units --plain --no-legend m0d@* m0_client_*@* motr-mkfs@* hare-*" ] && echo "m0d@1.service loaded active running x"',
    ),
  );
  expect(units).toEqual([{ name: 'm0d@1.service', isMotr: true }]);
});

test('where systemd is not at work, or there is no systemctl, nothing is known', async () => {
  expect(
    await activeUnits(withSystemctl('echo "System has not been booted with systemd" >&2; exit 1')),
  ).toEqual([]);
  expect(await activeUnits({ ...withSystemctl('exit 0'), env: { PATH: 'relative:.' } })).toEqual(
    [],
  );
});

test('a systemctl that refuses for another reason leaves it unknown, which is no answer', async () => {
  await expect(
    activeUnits(withSystemctl('echo "Failed to list units: Connection timed out" >&2; exit 1')),
  ).rejects.toMatchObject({ code: 'UNITS_UNKNOWN' });
  await expect(activeUnits(withSystemctl('kill -9 $$'))).rejects.toMatchObject({
    code: 'UNITS_UNKNOWN',
  });
});
