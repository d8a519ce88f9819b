import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isGone, ownHolder, parseHolder } from './lock-holder.js';

test('a process that lives is not gone, one that ended is, and of one on another machine nobody knows', async () => {
  const own = await ownHolder('test', new Date(0));
  expect(await isGone(own)).toBe(false);
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  expect(await isGone({ ...own, pid: child.pid ?? 0 })).toBe(true);
  expect(await isGone({ ...own, pid: child.pid ?? 0, mark: 'another-boot pid:[1]/55' })).toBe(
    false,
  );
  expect(await isGone({ ...own, pid: child.pid ?? 0, mark: '/55' })).toBe(false);
});

test('a later process with the same number is another one', async () => {
  const own = await ownHolder('test', new Date(0));
  expect(await isGone({ ...own, mark: `${own.mark.slice(0, own.mark.lastIndexOf('/'))}/1` })).toBe(
    true,
  );
});

test('a lock key that is not ours to read has no known holder', () => {
  expect(parseHolder('{"owner":"x"}')).toBeUndefined();
  expect(parseHolder('null')).toBeUndefined();
  expect(parseHolder('text')).toBeUndefined();
});
