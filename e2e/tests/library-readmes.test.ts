import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listWorkspaces } from '../../tools/workspace/manifests.mjs';
import { canTryReadme, environmentOfReadme } from '../src/release/consul-of-readme.js';
import { readReadme, shownPattern, steadyText } from '../src/release/readme-commands.js';
import { inRepository, runCommand } from '../src/run-bin.js';

const readmeOf = (folder: string): string =>
  readFileSync(inRepository(`packages/${folder}/README.md`), 'utf8');
const libraries = listWorkspaces()
  .filter(({ manifest }) => manifest.bin === undefined)
  .map(({ name }) => name);
test.each(libraries.filter(canTryReadme))(
  'the example in the README of %s prints what it shows',
  async (folder) => {
    const { files, commands } = readReadme(readmeOf(folder));
    expect(commands.length).toBeGreaterThan(0);
    const place = mkdtempSync(path.join(tmpdir(), 'hare-readme-'));
    onTestFinished(() => rmSync(place, { recursive: true }));
    symlinkSync(inRepository('node_modules'), path.join(place, 'node_modules'));
    copyFileSync(inRepository('tools/sandbox/confstore.json'), path.join(place, 'exampleV2.json'));
    for (const [name, text] of files) writeFileSync(path.join(place, name), text);
    const env = await environmentOfReadme(folder);
    for (const { command, shown } of commands) {
      const here = command.replaceAll('/tmp/', `${place}/`);
      const { stdout, stderr } = await runCommand(['sh', '-c', here], env, place);
      expect(`${steadyText(stdout + stderr)}\n`).toMatch(shownPattern(shown));
    }
  },
);
