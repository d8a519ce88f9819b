import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setupYamlCommand } from '@hare/sandbox';
import { expect, test } from 'vitest';
import { inRepository, runBin, runCommand } from '../src/run-bin.js';
import { withSandbox } from '../src/with-sandbox.js';

test('a provisioner that knows only the format of setup.yaml brings a node up, tests it and cleans it', async () => {
  const machine = withSandbox();
  const prefix = path.join(machine.folder, 'hare');
  const bin = path.join(prefix, 'bin/hare_setup');
  mkdirSync(path.dirname(bin), { recursive: true });
  writeFileSync(
    bin,
    `#!/bin/sh\nexec "${process.execPath}" "${inRepository('packages/hare_setup/dist/bin.cjs')}" "$@" --root "${machine.root}"\n`,
  );
  chmodSync(bin, 0o755);
  const { stdout } = await runBin('hare_setup', [
    'setup-yaml',
    '--component',
    'hare',
    '--prefix',
    prefix,
  ]);
  const file = path.join(machine.folder, 'setup.yaml');
  writeFileSync(file, stdout);

  for (const stage of ['post_install', 'prepare', 'config', 'init', 'test', 'reset', 'cleanup']) {
    const words = setupYamlCommand(readFileSync(file, 'utf8'), stage, {
      $URL: machine.url,
      $TYPE: 'sanity',
    });
    for (const _time of ['once', 'twice']) {
      const result = await runCommand(words, machine.env);
      expect(result, `${stage}: ${result.stdout}${result.stderr}`).toMatchObject({ exitCode: 0 });
    }
  }
});
