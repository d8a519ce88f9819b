import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { completionScript } from './completion-script.js';
import type { CommandSpec } from '../command-spec.js';

const rest = { description: '', examples: [], exitCodes: '' };
const nodes: readonly CommandSpec[] = [
  {
    ...rest,
    name: 'post_install',
    summary: 'checks',
    options: { dryRun: { flag: '--dry-run', description: 'look only' } },
  },
  {
    ...rest,
    name: 'test',
    summary: "tests the cluster's state",
    options: {
      plan: {
        flag: '--plan',
        value: 'PLAN',
        choices: ['sanity', 'full'],
        description: 'which',
      },
    },
    common: {
      title: 'Common',
      options: {
        config: { flag: '--config', value: 'URL', description: 'URL' },
        root: { flag: '--root', value: 'DIR', description: 'prefix' },
        timeout: { flag: '--timeout', value: 'TIME', description: 'limit' },
      },
    },
  },
  {
    ...rest,
    name: 'explain',
    summary: 'explains',
    operands: [{ name: 'WHAT', suggestions: ['init', 'timeouts.status'], completes: 'codes' }],
    options: { json: { flag: '--json', description: 'JSON' } },
  },
  {
    ...rest,
    name: 'run',
    summary: 'runs',
    operands: [{ name: 'FILE', optional: true }],
    options: {
      from: { flag: '--from', value: 'STAGE', suggestions: ['init', 'test'], description: '' },
      mkfs: {
        flag: '--mkfs',
        value: 'once|always',
        optionalValue: true,
        choices: ['once', 'always'],
        description: '',
      },
      plan: { flag: '--plan', value: 'FILE', description: 'another than that of test' },
    },
  },
];

/** What bash offers when Tab is pressed behind these words. */
function offered(...words: readonly string[]): readonly string[] {
  return offeredBy('hare_setup', nodes, words);
}

function offeredBy(
  program: string,
  commands: readonly CommandSpec[],
  words: readonly string[],
): readonly string[] {
  const script = `${completionScript('bash', program, commands, { codes: ['DISK_FULL'] })}
COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _${program}; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', program, ...words], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}

test('bash completes stages, their options and the choices of an option', () => {
  expect(offered('po')).toEqual(['post_install']);
  expect(offered('post_install', '--d')).toEqual(['--dry-run']);
  expect(offered('post-install', '--d')).toEqual(['--dry-run']);
  expect(offered('--test', '--p')).toEqual(['--plan']);
  expect(offered('test', '--plan', '')).toEqual(['sanity', 'full']);
  expect(offered('test', '--config', '/etc/os-rel')).toContain('/etc/os-release');
  expect(offered('explain', 't')).toEqual(['timeouts.status']);
  expect(offered('explain', '')).toEqual(['init', 'timeouts.status', 'DISK_FULL', '--json']);
});

test.each([
  [
    ['run', '--from', ''],
    ['init', 'test'],
  ],
  [['run', '--from', '=', 't'], ['test']],
  [
    ['test', '--plan', '='],
    ['sanity', 'full'],
  ],
  [['run', '--from=t'], ['--from=test']],
  [['test', '--config', 'json:///etc/os-rel'], ['json:///etc/os-release']],
  [['explain', 'DI'], ['DISK_FULL']],
  [['run', '--mkfs', '=', 'al'], ['always']],
  [['run', '--mkfs', '--f'], ['--from']],
  [['run', '/etc/os-rel'], ['/etc/os-release']],
  [['run', '--plan', '/etc/os-rel'], ['/etc/os-release']],
  [['test', '--config', 'js'], ['json:///']],
  [['test', '--config', 'json', ':', '///etc/os-rel'], ['///etc/os-release']],
  [['test', '--root', '/etc/os-rel'], []],
  [['test', '--root', '/et'], ['/etc']],
  [['test', '--timeout', ''], []],
] as const)('Tab behind %j offers %j', (words, offers) => {
  expect(offered(...words)).toEqual(offers);
});

test('a program without commands completes its own options', () => {
  const alone = nodes
    .filter(({ name }) => name === 'test')
    .map((spec) => ({ ...spec, name: 'greet' }));
  expect(offeredBy('greet', alone, ['--p'])).toEqual(['--plan']);
  expect(offeredBy('greet', alone, ['--plan', 's'])).toEqual(['sanity']);
  const fish = completionScript('fish', 'greet', alone);
  expect(fish).toContain("complete -c greet -l plan -x -a 'sanity full' -d 'which'\n");
  expect(fish).not.toContain('__fish_seen_subcommand_from');
});

test('zsh gets the same through bashcompinit, fish its own form with quotes escaped', () => {
  expect(completionScript('zsh', 'hare_setup', nodes)).toMatch(
    /^#compdef hare_setup\n.*bashcompinit/,
  );
  expect(completionScript('fish', 'hare_setup', nodes)).toContain(
    `-a test -d 'tests the cluster\\'s state'`,
  );
  expect(completionScript('fish', 'hare_setup', nodes)).toContain(
    `'__fish_seen_subcommand_from test' -l plan -x -a 'sanity full'`,
  );
  const fish = completionScript('fish', 'hare_setup', nodes, { codes: ['DISK_FULL'] });
  expect(fish).toContain(
    `'__fish_seen_subcommand_from explain' -a 'init timeouts.status DISK_FULL'`,
  );
  expect(fish).toContain(`'__fish_seen_subcommand_from run' -l from -x -a 'init test'`);
  expect(fish).toContain(`-l config -r -F -a 'json:/// yaml:///`);
});

const hasFish = spawnSync('fish', ['--version']).error === undefined;
if (!hasFish) process.stderr.write('SKIPPED: completion in fish, as there is no fish here\n');

test.skipIf(!hasFish).each([
  ['run --from ', ['init', 'test']],
  ['test --plan=f', ['--plan=full']],
  ['explain DI', ['DISK_FULL']],
  ['run --mkfs=al', ['--mkfs=always']],
  ['run /etc/os-rel', ['/etc/os-release']],
  ['test --config js', ['json:///']],
  ['test --timeout ', []],
] as const)('fish offers behind %j: %j', (line, offers) => {
  const script = completionScript('fish', 'hare_setup', nodes, { codes: ['DISK_FULL'] });
  // fish makes folders in its home.
  const home = mkdtempSync(path.join(tmpdir(), 'hare-fish-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const output = execFileSync(
    'fish',
    ['--no-config', '-c', `${script}\ncomplete -C 'hare_setup ${line}'`],
    { encoding: 'utf8', env: { ...process.env, HOME: home } },
  );
  const words = output.split('\n').map((each) => each.split('\t')[0] ?? '');
  expect(words.filter((word) => word !== '').toSorted()).toEqual(offers);
});

const hasZsh = spawnSync('zsh', ['--version']).error === undefined;
if (!hasZsh) process.stderr.write('SKIPPED: completion in zsh, as there is no zsh here\n');

/** The line of an interactive zsh after Tab. */
function zshLine(line: string): string {
  const script = completionScript('zsh', 'hare_setup', nodes, { codes: ['DISK_FULL'] });
  const driver = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'unsetopt zle_bracketed_paste; PS1=; autoload -U compinit; compinit -u -D'
zpty -w shell "source $1; hare_setup() { print -r -- ma''de \\$* e''nd; }; print rea''dy"
zpty -r -m shell text '*ready*'
zpty -w -n shell "hare_setup $2"$'\\t\\n'
zpty -r -m shell text '*made *end*'
print -r -- "$text"`;
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-zsh-'));
  const file = path.join(folder, '_hare_setup');
  writeFileSync(file, script);
  const output = execFileSync('zsh', ['-f', '-c', driver, 'zsh', file, line], {
    encoding: 'utf8',
    env: { ...process.env, HOME: folder, TERM: 'dumb' },
  });
  rmSync(folder, { recursive: true });
  return /made (.*) end/.exec(output)?.[1] ?? output;
}

test.skipIf(!hasZsh).each([
  ['run --from in', 'run --from init'],
  ['test --plan=sa', 'test --plan=sanity'],
  ['explain DI', 'explain DISK_FULL'],
])('zsh makes of %j and Tab %j', (line, completed) => {
  expect(zshLine(line)).toBe(completed);
});
