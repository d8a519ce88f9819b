import { expect, test } from 'vitest';
import { caught } from '../../tests/caught.js';
import { commands } from '../commands.js';
import { main } from '../main.js';
import { stages } from '../stages.js';

test('the completion of hare_setup itself knows every stage and command, and what explain can be asked', async () => {
  const { stdout } = await caught(() => main(['completion', 'bash']));
  for (const { name } of [...stages, ...commands])
    expect(stdout).toMatch(new RegExp(`^    ${name}\\) COMPREPLY`, 'm'));
  expect(stdout).toMatch(/^ {4}explain\) .*"post_install .* timeouts\.lock .*--json/m);
});
