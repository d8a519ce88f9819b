import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { caught } from '../tests/caught.js';
import { commands } from './commands.js';
import { completionScript } from './completion-script.js';
import { main } from './main.js';
import { stages } from './stages.js';

const nodes = [
  {
    name: 'post_install',
    summary: 'checks',
    options: [{ flags: ['--dry-run'], summary: 'look only' }],
  },
  {
    name: 'test',
    summary: "tests the cluster's state",
    options: [
      { flags: ['--plan'], summary: 'which', choices: ['sanity', 'full'], takesValue: true },
      { flags: ['--config'], summary: 'URL', takesValue: true },
    ],
  },
  {
    name: 'explain',
    summary: 'explains',
    operands: ['init', 'timeouts.status'],
    options: [{ flags: ['--json'], summary: 'JSON' }],
  },
];

/** What bash offers when Tab is pressed behind these words. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `${completionScript('bash', 'hare_setup', nodes)}
COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _hare_setup; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script, 'bash', 'hare_setup', ...words], { encoding: 'utf8' })
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

test('the completion of hare_setup itself knows every stage and command, and what explain can be asked', async () => {
  const { stdout } = await caught(() => main(['completion', 'bash']));
  for (const { name } of [...stages, ...commands])
    expect(stdout).toMatch(new RegExp(`^    ${name}\\) COMPREPLY`, 'm'));
  expect(stdout).toMatch(/^ {4}explain\) .*"post_install .* timeouts\.lock .*--json/m);
});
