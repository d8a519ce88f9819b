import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands, stages } from 'hare_setup';
import { inRepository } from '../src/run-bin.js';
import { onTerminal } from '../src/on-terminal.js';
import { makeTwoMachines, type TwoMachines } from '../src/two-machines.js';

const hasScript = spawnSync('script', ['--version']).error === undefined;
if (!hasScript)
  process.stderr.write('SKIPPED: widths of a terminal, as there is no script of util-linux here\n');

const bin = (name: string): string => inRepository(`packages/${name}/dist/bin.cjs`);
let machines: TwoMachines;
beforeAll(async () => {
  machines = await makeTwoMachines();
});
afterAll(() => machines.remove());

const escape = String.fromCharCode(27);

/** What must stay in one piece: a command, or a word, with what introduces it. */
const isPasteable = (line: string): boolean =>
  /^\s*(hare_setup|hare-[a-z-]+|confstore|hctl|apt-get|rpm|cat|source|sudo|journalctl|hint: |next: |[A-Z_]+=)/.test(
    line,
  ) ||
  !line
    .trim()
    .replace(/^(\S+:|-) +/, '')
    .includes(' ');

/** The lines of a call that are longer than the terminal without need. */
async function tooLong(
  words: readonly string[],
  columns: number,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const run = onTerminal([process.execPath, ...words], { ...env, NO_COLOR: '1' }, columns);
  await run.ended;
  const lines = run
    .output()
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split(`\r${escape}[2K`).at(-1) ?? '');
  expect(lines.length).toBeGreaterThan(1);
  return lines.filter((line) => line.length > columns && !isPasteable(line));
}

const helps = [
  ['hare_setup'],
  ...[...stages, ...commands].map(({ name }) => ['hare_setup', name]),
  ...['generate', 'validate', 'show', 'diff', 'graph'].map((name) => ['cdf', name]),
  ...['generate', 'show', 'diff'].map((name) => ['cfgen', name]),
  ['confstore'],
];

test.skipIf(!hasScript).each(helps)(
  'the help of %s %s fits into 40 columns',
  async (name = '', ...command) => {
    expect(await tooLong([bin(name), ...command, '--help'], 40)).toEqual([]);
  },
);

test.skipIf(!hasScript).each([40, 80])('reports fit into %i columns', async (columns) => {
  for (const call of [
    ['explain'],
    ...['init', 'CVG', 'HCTL_NOT_FOUND', 'spare_units', 'run'].map((what) => ['explain', what]),
  ])
    expect(await tooLong([bin('hare_setup'), ...call], columns), call.join(' ')).toEqual([]);
  for (const { root, env, url } of [machines.fresh, machines.configured])
    for (const call of [
      ['status'],
      ['status', '-v'],
      ['doctor'],
      ['doctor', '-v', '--config', url],
      ['plan', '--config', url],
      ['plan', '-v', '--config', url],
      ['config', '--dry-run', '--config', url],
      ['test', '--dry-run'],
      ['run', '--from', 'init', '--dry-run'],
    ])
      expect(
        await tooLong([bin('hare_setup'), ...call, '--root', root], columns, env),
        call.join(' '),
      ).toEqual([]);
});
