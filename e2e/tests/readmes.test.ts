import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRepository, runBin } from '../src/run-bin.js';

const packages = readdirSync(inRepository('packages')).filter((folder) => existsSync(inRepository(`packages/${folder}/package.json`)));
const withBin = packages.filter((folder) => (JSON.parse(readFileSync(inRepository(`packages/${folder}/package.json`), 'utf8')) as { readonly bin?: unknown }).bin !== undefined);

test('every package has a README', () => {
  expect(packages.filter((folder) => !existsSync(inRepository(`packages/${folder}/README.md`)))).toEqual([]);
});

test.each(withBin)('the README of %s shows the help that its bin prints (node tools/verify/update-readmes.mjs)', async (folder) => {
  const { stdout, exitCode } = await runBin(folder, ['--help']);
  expect(exitCode).toBe(0);
  const readme = readFileSync(inRepository(`packages/${folder}/README.md`), 'utf8');
  const shown = /<!-- help -->\n```\n([^]*?)```\n<!-- \/help -->/.exec(readme)?.[1];
  expect(shown).toBe(stdout);
});

test.each(withBin)('the bin of %s refuses an unknown flag with exit 2 and a hint', async (folder) => {
  const { stderr, exitCode } = await runBin(folder, ['--no-such-flag']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--no-such-flag');
  expect(stderr).toContain('hint: ');
});

test.each(withBin)('the bin of %s prints its version', async (folder) => {
  const { version } = JSON.parse(readFileSync(inRepository(`packages/${folder}/package.json`), 'utf8')) as { readonly version: string };
  expect(await runBin(folder, ['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
});
