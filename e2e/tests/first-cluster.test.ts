import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRepository, runCommand } from '../src/run-bin.js';

test('docs/first-cluster.md is what its commands print (node tools/demo/first-cluster.mjs)', async () => {
  const { stdout, stderr, exitCode } = await runCommand([
    process.execPath,
    inRepository('tools/demo/first-cluster.mjs'),
    '--print',
  ]);
  expect(exitCode, stderr).toBe(0);
  expect(stdout).toBe(readFileSync(inRepository('docs/first-cluster.md'), 'utf8'));
  expect(stdout).toContain('all stages passed; start the cluster: hctl bootstrap');
});
