import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCluster } from '@hare/cluster-generator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands, stages } from 'hare_setup';
import { inRepository } from '../src/run-bin.js';
import { onTerminal } from '../src/on-terminal.js';
import { makeTwoMachines, type TwoMachines } from '../src/two-machines.js';

const hasScript = spawnSync('script', ['--version']).error === undefined;
if (!hasScript)
  process.stderr.write('SKIPPED: widths of a terminal, as there is no script of util-linux here\n');

const bin = (name: string): string => inRepository(`packages/${name}/dist/bin.cjs`);
const folder = mkdtempSync(path.join(tmpdir(), 'hare-widths-'));
const at = (name: string): string => path.join(folder, name);
let machines: TwoMachines;
beforeAll(async () => {
  machines = await makeTwoMachines();
  makeClusterFiles();
});
afterAll(() => {
  machines.remove();
  rmSync(folder, { recursive: true });
});

/** A ConfStore, its CDF as it is, changed and wrong, and what cfgen makes of the first two. */
function makeClusterFiles(): void {
  const run = (...words: readonly string[]): void =>
    void execFileSync(process.execPath, words, { stdio: 'pipe' });
  const { confstore, facts } = makeCluster({ nodes: 3, clientNodes: 1 });
  writeFileSync(at('confstore.json'), JSON.stringify(confstore));
  writeFileSync(at('facts.json'), JSON.stringify(facts));
  const known = ['--facts', at('facts.json')];
  run(bin('cdf'), 'generate', `json://${at('confstore.json')}`, ...known, '-o', at('a.yaml'));
  const text = readFileSync(at('a.yaml'), 'utf8');
  writeFileSync(at('b.yaml'), text.replaceAll('instances: 2', 'instances: 3'));
  writeFileSync(at('wrong.yaml'), text.replaceAll('data_units: 4', 'data_units: 90'));
  for (const name of ['a', 'b'])
    run(bin('cfgen'), at(`${name}.yaml`), ...known, '--node', 'data-1', '-o', at(name));
}

const escape = String.fromCharCode(27);

/** What must stay in one piece: a command, or a word, with what introduces it. */
const isPasteable = (line: string): boolean =>
  /^\s*(hare_setup|hare-[a-z-]+|confstore|hctl|apt-get|rpm|cat|source|sudo|journalctl|[A-Z_]+=)/.test(
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
  cwd?: string,
): Promise<readonly string[]> {
  const run = onTerminal([process.execPath, ...words], { ...env, NO_COLOR: '1' }, columns, cwd);
  await run.ended;
  const lines = run
    .output()
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split(`\r${escape}[2K`).at(-1) ?? '');
  expect(lines.length).toBeGreaterThan(1);
  const width = Number(env['COLUMNS'] ?? columns);
  return lines.filter((line) => line.length > width && !isPasteable(line));
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

const toolCalls: readonly (readonly string[])[] = [
  ['cdf', 'show', 'a.yaml'],
  ['cdf', 'validate', 'a.yaml'],
  ['cdf', 'validate', 'wrong.yaml'],
  ['cdf', 'validate', 'none.yaml'],
  ['cdf', 'diff', 'a.yaml', 'b.yaml'],
  ['cdf', 'explain', 'spare_units'],
  ['cdf', 'explain', 'CDF_TOO_FEW_DISKS'],
  ['cdf', 'explain', 'nonsense'],
  ['cdf', 'generate', 'confstore.json'],
  ['cdf', 'graph', 'none.yaml'],
  ['cfgen', 'a.yaml', '--facts', 'facts.json', '-o', 'a', '--dry-run'],
  ['cfgen', 'a.yaml', '--node', 'nobody'],
  ['cfgen', 'show', 'a'],
  ['cfgen', 'show', 'none'],
  ['cfgen', 'diff', 'a', 'b'],
  ['confstore', 'confstore.json', 'validate'],
  ['confstore', 'none.json', 'get', 'a'],
  ['confstore', 'wrong.yaml', 'set', 'nodes', '1', '--typed', '--delimiter', 'x'],
  ['confstore', 'wrong.yaml', 'shwo'],
  ['hare_setup', 'config', '--root', '/none'],
  ['hare_setup', 'inti', 'config'],
];

test.skipIf(!hasScript).each([40, 80])('the tools fit into %i columns', async (columns) => {
  for (const [name = '', ...words] of toolCalls)
    expect(
      await tooLong([bin(name), ...words], columns, {}, folder),
      [name, ...words].join(' '),
    ).toEqual([]);
});

test.skipIf(!hasScript)('COLUMNS says how wide a terminal is that does not know', async () => {
  const show = [bin('cdf'), 'show', 'a.yaml'];
  expect(await tooLong(show, 0, { COLUMNS: '40' }, folder)).toEqual([]);
});

test.skipIf(!hasScript)('what is data is never folded', async () => {
  const mermaid = [process.execPath, bin('cdf'), 'graph', 'a.yaml', '--as', 'mermaid'];
  const run = onTerminal(mermaid, {}, 40, folder);
  await run.ended;
  const piped = execFileSync(mermaid[0] ?? '', mermaid.slice(1), { cwd: folder, encoding: 'utf8' });
  expect(run.output().replaceAll('\r\n', '\n')).toBe(piped);
});
