import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listPackages, repository } from '../src/repository.js';

test('typedoc writes a page for every way into a package, without a warning', () => {
  const out = mkdtempSync(path.join(tmpdir(), 'hare-api-'));
  onTestFinished(() => rmSync(out, { recursive: true }));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(repository, 'tools/docs/api.mjs'), out],
    { encoding: 'utf8' },
  );
  expect({ status, stderr, stdout: stdout.replace(/^wrote \d+ pages.*\n$/, '') }).toEqual({
    status: 0,
    stderr: '',
    stdout: '',
  });
  for (const { name } of listPackages())
    expect(readFileSync(path.join(out, `${name}.md`), 'utf8'), name).toContain(
      `# ${name.replaceAll('_', '\\_')}`,
    );
  expect(readFileSync(path.join(out, '@hare/base.md'), 'utf8')).toContain(
    'An expected failure: what is wrong with the actual value, where, and what to do.',
  );
});
