import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bin } from '../command/call.js';

const atomic = fileURLToPath(new URL('../../../base/dist/index.js', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'umask-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(umask: string, ...command: readonly string[]): Promise<void> {
  await promisify(execFile)('sh', [
    '-c',
    `umask ${umask}; exec "$@"`,
    'sh',
    process.execPath,
    ...command,
  ]);
}

async function mode(...names: readonly string[]): Promise<string> {
  return ((await stat(path.join(folder, ...names))).mode & 0o7777).toString(8);
}

test.each([
  ['077', '600', '700'],
  ['022', '644', '755'],
  ['027', '640', '750'],
  ['000', '666', '777'],
])(
  'under umask %s new files of a person have mode %s, new folders %s, and existing ones keep theirs',
  async (umask, file, dir) => {
    await run(umask, bin, `json://${folder}/${umask}.json`, 'set', 'a=1');
    await mkdir(path.join(folder, umask));
    await run(umask, bin, `dir://${folder}/${umask}`, 'set', 'a>b=1');
    expect([
      await mode(`${umask}.json`),
      await mode(umask, 'a'),
      await mode(umask, 'a', 'b'),
    ]).toEqual([file, dir, file]);
    await writeFile(path.join(folder, `${umask}.yaml`), 'a: 1\n', { mode: 0o604 });
    await run(umask, bin, `yaml://${folder}/${umask}.yaml`, 'set', 'a=2');
    expect(await mode(`${umask}.yaml`)).toBe('604');
  },
);

test.each(['077', '022', '000'])(
  'under umask %s what is ours has the mode that we say',
  async (umask) => {
    const ours = path.join(folder, `ours-${umask}`);
    const words = `import { makeFolders, writeFileAtomic } from ${JSON.stringify(atomic)};
    await makeFolders(${JSON.stringify(`${ours}/a/b`)}, 0o755); await makeFolders(${JSON.stringify(`${ours}/c`)}, 0o750);
    await writeFileAtomic(${JSON.stringify(`${ours}/a/f`)}, 'x', { mode: 0o644 }); await writeFileAtomic(${JSON.stringify(`${ours}/a/p`)}, 'x', { mode: 0o600 });`;
    await run(umask, '--input-type=module', '-e', words);
    expect(
      await Promise.all(
        [[], ['a'], ['a', 'b'], ['c'], ['a', 'f'], ['a', 'p']].map((names) =>
          mode(`ours-${umask}`, ...names),
        ),
      ),
    ).toEqual(['755', '755', '755', '750', '644', '600']);
  },
);
