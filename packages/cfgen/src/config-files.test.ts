import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ConfigFiles, type FilePiece } from './config-files.js';

/** Files whose pieces take turns; counts how often they are made. */
function madeInPieces(): { readonly files: ConfigFiles; readonly passes: () => number } {
  let passes = 0;
  const pieces = function* (): Generator<FilePiece> {
    passes += 1;
    yield ['confd.xc', 'a'];
    yield ['confd.cg', 'ä'];
    yield ['confd.xc', 'b'];
  };
  const files = new ConfigFiles(['confd.xc', 'confd.cg', 'node-name'], pieces);
  return { files, passes: () => passes };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('the texts are the pieces of each file in their order, of all files or of some', () => {
  const { files } = madeInPieces();
  expect([...files.texts()]).toEqual([
    ['confd.xc', 'ab'],
    ['confd.cg', 'ä'],
    ['node-name', ''],
  ]);
  expect([...files.texts(['confd.cg'])]).toEqual([['confd.cg', 'ä']]);
});

test('the digests are those of the whole texts, and known once the bytes were made', () => {
  const { files, passes } = madeInPieces();
  expect(passes()).toBe(0);
  expect(Buffer.concat([...files.bytes()].map(([, bytes]) => bytes)).toString()).toBe('aäb');
  expect([...files.digests]).toEqual([
    ['confd.xc', sha256('ab')],
    ['confd.cg', sha256('ä')],
    ['node-name', sha256('')],
  ]);
  expect(passes()).toBe(1);
});

test('who stops in the middle of the bytes leaves no wrong digest', () => {
  const { files } = madeInPieces();
  for (const _ of files.bytes()) break;
  expect(files.digests.get('confd.xc')).toBe(sha256('ab'));
});
