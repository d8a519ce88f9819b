import { readFileSync } from 'node:fs';
import path from 'node:path';
import { snapshot } from '@hare/sandbox';
import { describe, expect, test } from 'vitest';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

/**
 * What a run may leave that says only that it ran: log, journal, lock, and what rpm keeps about its
 * readers.
 */
const ownTraces = (file: string): boolean =>
  /(^|\/)(setup\.log[^/]*|journal\.jsonl|receipt\.json|setup\.lock|rpmdb\.sqlite-(shm|wal))$/.test(
    file,
  );
const treeOf = (machine: Machine): Record<string, string> => snapshot(machine.root, ownTraces);

describe.each([
  [
    "RFC 20's flags",
    (cdf: string, url: string) => [
      ['--post_install'],
      ['--config', url, '--filename', cdf],
      ['--init'],
      ['--test'],
    ],
  ],
  [
    'sub-commands',
    (cdf: string, url: string) => [
      ['post_install'],
      ['config', '--config', url, '--file', cdf],
      ['init', '--config', url],
      ['test', '--config', url, '--plan', 'sanity'],
    ],
  ],
])('the four stages by %s', (_form, calls) => {
  test('succeed, and the second time change nothing', async () => {
    const machine = withSandbox();
    const cdf = path.join(machine.root, 'var/lib/hare/cluster.yaml');
    for (const args of calls(cdf, machine.url)) {
      const first = await machine.setup(...args);
      expect(first, first.stdout + first.stderr).toMatchObject({ exitCode: 0 });
      const before = treeOf(machine);
      const second = await machine.setup(...args, '--json');
      expect(second, second.stdout + second.stderr).toMatchObject({ exitCode: 0 });
      expect(JSON.parse(second.stdout)).toMatchObject({ outcome: 'unchanged' });
      expect(treeOf(machine)).toEqual(before);
    }
    expect(readFileSync(cdf, 'utf8')).toContain('hostname: srvnode-1.data.private');
  });
});

test('a dry run of every stage changes nothing', async () => {
  const machine = withSandbox();
  const before = treeOf(machine);
  for (const args of [['post_install'], ['config', '--config', machine.url]]) {
    expect(await machine.setup(...args, '--dry-run')).toMatchObject({ exitCode: 0 });
  }
  expect(treeOf(machine)).toEqual(before);
});
