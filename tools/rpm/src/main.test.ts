import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { main } from './main.js';

afterEach(() => vi.unstubAllEnvs());

test.each([
  [['--only', 'both'], '--only "both" is none of noarch, standalone, deb'],
  [['--onyl', 'noarch'], "Unknown option '--onyl'"],
  [['somewhere'], "Unexpected argument 'somewhere'"],
])('%j is wrong usage', async (argv, message) => {
  await expect(main(argv)).rejects.toMatchObject({
    code: 'USAGE',
    exitCode: 2,
    message: expect.stringContaining(message) as string,
  });
});

test('a machine without rpmbuild is told how to get it, before anything is built', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-rpm-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('SOURCE_DATE_EPOCH', '1700000000');
  await expect(main(['--out', path.join(folder, 'out'), '--only', 'noarch'])).rejects.toMatchObject(
    {
      code: 'RPM_NO_RPMBUILD',
      hint: 'apt-get install rpm (Debian), dnf install rpm-build (Red Hat)',
    },
  );
  expect(readdirSync(folder)).toEqual([]);
});
