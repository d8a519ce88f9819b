import { defaultMaxBytes, readRegularFile } from '@hare/base';
import type { FileEffect } from './effect.js';

/** What writing this text to the file would change. */
export async function fileEffect(path: string, text: string): Promise<FileEffect> {
  const before = await readRegularFile(path, { maxBytes: defaultMaxBytes }).then(
    String,
    () => undefined,
  );
  return {
    kind: 'file',
    path,
    change: before === undefined ? 'new' : before === text ? 'unchanged' : 'changed',
    before,
    text,
  };
}
