import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listWorkspaces } from '../../tools/workspace/manifests.mjs';
import { inRepository, runBin } from '../src/run-bin.js';

const workspaces = listWorkspaces();
const packages = workspaces.map(({ name }) => name);
const bins = workspaces.flatMap(({ name: folder, manifest }) =>
  Object.entries(manifest.bin ?? {}).map(([bin, file]) => ({
    folder,
    bin,
    file,
    version: manifest.version,
  })),
);

test('every package has a README', () => {
  expect(
    packages.filter((folder) => !existsSync(inRepository(`packages/${folder}/README.md`))),
  ).toEqual([]);
});

test.each(bins)(
  'the README of $folder shows the help that $bin prints (node tools/verify/update-readmes.mjs)',
  async ({ folder, bin, file }) => {
    const { stdout, exitCode } = await runBin(folder, ['--help'], {}, file);
    expect(exitCode).toBe(0);
    const readme = readFileSync(inRepository(`packages/${folder}/README.md`), 'utf8');
    const begin = file === 'dist/bin.cjs' ? '<!-- help -->' : `<!-- help ${bin} -->`;
    const shown = new RegExp(`${begin}\n\`\`\`\n([^]*?)\`\`\`\n<!-- /help -->`).exec(readme)?.[1];
    expect(shown).toBe(stdout);
  },
);

test.each(bins)('$bin refuses an unknown flag with exit 2 and a hint', async ({ folder, file }) => {
  const { stderr, exitCode } = await runBin(folder, ['--no-such-flag'], {}, file);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--no-such-flag');
  expect(stderr).toContain('hint: ');
});

test.each(bins)('$bin prints its version', async ({ folder, file, version }) => {
  expect(await runBin(folder, ['--version'], {}, file)).toEqual({
    exitCode: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
});
