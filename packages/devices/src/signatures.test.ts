import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HareError } from '@hare/base';
import { createRunCommand, type RunCommand } from '@hare/command';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readSignatures } from './signatures.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-signatures-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** A wipefs that notes for what it is called, and does this for the file in `$3`. */
function wipefs(does: string): void {
  const text = `#!/bin/sh\necho "$3" >>${folder}/calls\n${does}\n`;
  writeFileSync(path.join(folder, 'wipefs'), text, { mode: 0o755 });
}

const calls = (): readonly string[] =>
  readFileSync(path.join(folder, 'calls'), 'utf8').trimEnd().split('\n');

const read = async (
  files: readonly string[],
  run: RunCommand = createRunCommand(),
): Promise<object> =>
  Object.fromEntries(await readSignatures(run, files, `${folder}:/usr/bin:/bin`));

const found = (...signatures: readonly string[]): object => ({ kind: 'read', signatures });

test('many devices are asked for by one shell, each with its own answer', async () => {
  wipefs(`case $3 in
    *a) printf '# offset,uuid,label,type\\n0x438,u-1,exit 0,ext4\\n0x1fe,,,dos\\n' ;;
    *b) echo 'wipefs: 0x1,is,no,signature' >&2 ;;
    *c) printf '0x0,,one\\\\x0atwo,xfs\\n0x0,,,xfs\\n' ;;
  esac`);
  const started: (readonly string[])[] = [];
  const counting: RunCommand = (command, options) => {
    started.push(command);
    return createRunCommand()(command, options);
  };
  expect(await read(['/dev/a', '/dev/b', '/dev/the c'], counting)).toEqual({
    '/dev/a': found('ext4', 'dos'),
    '/dev/b': found(),
    '/dev/the c': found('xfs'),
  });
  expect(started).toHaveLength(1);
  expect(calls()).toEqual(['/dev/a', '/dev/b', '/dev/the c']);
});

test('a thousand devices are sixteen shells', async () => {
  wipefs('printf "0x0,,,%s\\n" "${3#/dev/}"');
  const files = Array.from({ length: 1000 }, (_, number) => `/dev/${number}`);
  let started = 0;
  const all = await read(files, (command, options) => {
    started += 1;
    return createRunCommand()(command, options);
  });
  expect(started).toBe(16);
  expect(all).toEqual(
    Object.fromEntries(files.map((file) => [file, found(file.replace('/dev/', ''))])),
  );
});

test('the error of one is shown with it, and the others have their answers', async () => {
  wipefs(
    `case $3 in *b) echo "wipefs: $3: Input/output error" >&2; exit 1 ;; *) echo 0x0,,,xfs ;; esac`,
  );
  expect(await read(['/dev/a', '/dev/b', '/dev/c'])).toEqual({
    '/dev/a': found('xfs'),
    '/dev/b': { kind: 'unreadable', why: 'wipefs failed: wipefs: /dev/b: Input/output error' },
    '/dev/c': found('xfs'),
  });
});

test.each(['a name\nexit 0', 'a name\nexit 1'])(
  'a message that looks like an answer is none: %j',
  async (name) => {
    wipefs('case $3 in *name*) echo "wipefs: $3: no" >&2; exit 1 ;; *) echo 0x0,,,xfs ;; esac');
    expect(await read([`/dev/${name}`, '/dev/b'])).toEqual({
      [`/dev/${name}`]: { kind: 'unreadable', why: `wipefs failed: wipefs: /dev/${name}: no` },
      '/dev/b': found('xfs'),
    });
  },
);

test.each([
  ['does not answer in time', false],
  ['is stuck in the kernel', true],
])('a device that %s is told from the others', async (_what, isStuck) => {
  wipefs('echo 0x0,,,xfs');
  const hanging: RunCommand = async (command, options) => {
    const run = createRunCommand();
    if (!command.includes('/dev/b')) return run(command, options);
    if (isStuck && command[0] !== 'wipefs')
      throw new HareError('COMMAND_STUCK', 'sh still exists 10 s after it was killed');
    return { ...(await run(['true'])), exitCode: undefined, timedOut: true };
  };
  expect(await read(['/dev/a', '/dev/b', '/dev/c'], hanging)).toEqual({
    '/dev/a': found('xfs'),
    '/dev/b': { kind: 'unreadable', why: 'wipefs did not answer within 60 s' },
    '/dev/c': found('xfs'),
  });
});

test('without wipefs it is an error', async () => {
  const without: RunCommand = ([program, ...words], options) =>
    createRunCommand()(
      [program, ...words].map((word) => word.replace('wipefs', 'no-wipefs')) as [string],
      options,
    );
  await expect(read(['/dev/a', '/dev/b'], without)).rejects.toMatchObject({
    code: 'COMMAND_NOT_FOUND',
  });
});
