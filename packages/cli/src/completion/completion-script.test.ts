import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
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
      options: { config: { flag: '--config', value: 'URL', description: 'URL' } },
    },
  },
  {
    ...rest,
    name: 'explain',
    summary: 'explains',
    operands: [{ name: 'WHAT', suggestions: ['init', 'timeouts.status'] }],
    options: { json: { flag: '--json', description: 'JSON' } },
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
  const script = `${completionScript('bash', program, commands)}
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
  expect(offered('test', '--config', '/etc/passw')).toContain('/etc/passwd');
  expect(offered('explain', 't')).toEqual(['timeouts.status']);
  expect(offered('explain', '')).toEqual(['init', 'timeouts.status', '--json']);
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
  expect(completionScript('fish', 'hare_setup', nodes)).toContain(
    `'__fish_seen_subcommand_from explain' -a 'init timeouts.status'`,
  );
});
