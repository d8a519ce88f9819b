import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { HeldFolder } from './held-folder.js';
import { emptyFolder, removeTreeIn } from './remove-tree.js';

let work: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'folder-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  rmSync(work, { recursive: true, force: true });
});

async function remove(folder: string): Promise<boolean | undefined> {
  return HeldFolder.within(path.dirname(folder), (parent) =>
    removeTreeIn(parent, path.basename(folder)),
  );
}

test('a tree goes whole, links in it go themselves, what they point to stays', async () => {
  const precious = path.join(work, 'precious');
  mkdirSync(path.join(work, 'tree/a/b'), { recursive: true });
  mkdirSync(precious);
  writeFileSync(path.join(precious, 'data'), 'x');
  writeFileSync(path.join(work, 'tree/a/b/file'), 'x');
  symlinkSync(precious, path.join(work, 'tree/a/link'));
  symlinkSync(path.join(precious, 'data'), path.join(work, 'tree/file-link'));
  expect(await remove(path.join(work, 'tree'))).toBe(true);
  expect(readdirSync(work)).toEqual(['precious']);
  expect(readFileSync(path.join(precious, 'data'), 'utf8')).toBe('x');
  expect(await remove(path.join(work, 'tree'))).toBe(false);
});

test('a link in the place of a tree goes itself', async () => {
  mkdirSync(path.join(work, 'precious/a'), { recursive: true });
  symlinkSync(path.join(work, 'precious'), path.join(work, 'tree'));
  expect(await remove(path.join(work, 'tree'))).toBe(true);
  expect(readdirSync(work)).toEqual(['precious']);
  expect(readdirSync(path.join(work, 'precious'))).toEqual(['a']);
});

test('names that are no UTF-8 go too', async () => {
  mkdirSync(path.join(work, 'tree'));
  const name = Buffer.concat([
    Buffer.from(path.join(work, 'tree/')),
    Buffer.from([0xff, 0x0a, 0xfe]),
  ]);
  mkdirSync(name);
  writeFileSync(Buffer.concat([name, Buffer.from([0x2f, 0x80])]), '');
  expect(await remove(path.join(work, 'tree'))).toBe(true);
  expect(existsSync(path.join(work, 'tree'))).toBe(false);
});

test('a tree of any depth goes with few open files', async () => {
  const depth = 200;
  let at = HeldFolder.make(path.join(work, 'tree'));
  for (let level = 0; level < depth; level++) {
    mkdirSync(at.at('d'));
    if (level % 100 === 0) writeFileSync(at.at('file'), '');
    const next = at.child('d');
    at.close();
    if (next === undefined) throw new Error('it was made just now');
    at = next;
  }
  at.close();
  const before = readdirSync('/proc/self/fd').length;
  expect(await remove(path.join(work, 'tree'))).toBe(true);
  expect(existsSync(path.join(work, 'tree'))).toBe(false);
  expect(readdirSync('/proc/self/fd').length).toBe(before);
});

test('a folder that is held is emptied also after it was renamed, and what took its name stays', async () => {
  mkdirSync(path.join(work, 'tree/a'), { recursive: true });
  const held = HeldFolder.open(path.join(work, 'tree'));
  renameSync(path.join(work, 'tree'), path.join(work, 'elsewhere'));
  mkdirSync(path.join(work, 'tree/b'), { recursive: true });
  await held?.closing(emptyFolder);
  expect(readdirSync(path.join(work, 'elsewhere'))).toEqual([]);
  expect(readdirSync(path.join(work, 'tree'))).toEqual(['b']);
});

/** Swaps a folder for a link to another one as fast as it can. */
const racer = `
  const { renameSync } = require('node:fs');
  const [folder, link] = process.argv.slice(1);
  process.stdout.write('ready');
  for (;;) {
    try { renameSync(folder, folder + '.aside'); renameSync(link, folder); renameSync(folder, link); renameSync(folder + '.aside', folder); } catch {
      for (const [from, to] of [[folder + '.aside', folder], [folder, link]]) try { renameSync(from, to); } catch {}
    }
  }`;

test('whatever is swapped for a link meanwhile, nothing outside is touched', async () => {
  const precious = path.join(work, 'precious');
  for (let round = 0; round < inject('limits').removalRaces; round++) {
    for (const each of ['inner', 'tree']) {
      mkdirSync(path.join(precious, 'inner'), { recursive: true });
      for (let file = 0; file < 20; file++) {
        mkdirSync(path.join(work, `top/tree/inner/${file}`), { recursive: true });
        writeFileSync(path.join(work, `top/tree/inner/f${file}`), '');
        writeFileSync(path.join(precious, `f${file}`), '');
        writeFileSync(path.join(precious, 'inner', `f${file}`), '');
      }
      symlinkSync(precious, path.join(work, 'link'));
      const raced =
        each === 'tree' ? path.join(work, 'top/tree') : path.join(work, 'top/tree/inner');
      const child = spawn(process.execPath, ['-e', racer, raced, path.join(work, 'link')], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      children.push(child);
      await once(child.stdout, 'data');
      await remove(path.join(work, 'top/tree')).catch(() => undefined);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(readdirSync(precious)).toHaveLength(21);
      expect(readdirSync(path.join(precious, 'inner'))).toHaveLength(20);
      for (const name of readdirSync(work))
        if (name !== 'precious') rmSync(path.join(work, name), { recursive: true, force: true });
    }
  }
});
