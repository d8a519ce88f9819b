import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commonValues } from './common-values.js';

test('times become milliseconds, the root an absolute path', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'hare-root-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const relative = path.relative(process.cwd(), root);
  expect(commonValues({ timeout: '90', wait: '5m', root: `${relative}/` })).toMatchObject({
    timeoutMs: 90_000,
    waitMs: 300_000,
    root,
  });
});

test('the root / is no root', () => {
  expect(commonValues({ root: '/' }).root).toBe('');
  expect(commonValues({}).root).toBe('');
});

test.each([
  [{ timeout: 'soon' }, '--timeout cannot be "soon"'],
  [{ timeout: '0' }, '--timeout cannot be 0'],
  [{ wait: '5 min' }, '--wait cannot be "5 min"'],
  [{ root: '/no/such/folder' }, '--root /no/such/folder is not a directory'],
  [{ root: '/etc/hostname' }, '--root /etc/hostname is not a directory'],
])('%j is wrong usage', (options, message) => {
  expect(() => commonValues(options)).toThrow(
    expect.objectContaining({ exitCode: 2, message }) as Error,
  );
});
