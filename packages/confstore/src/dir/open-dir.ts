import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { OpenBackend } from '../backend.js';
import { HareError } from '@hare/base';
import { DirBackend } from './dir-backend.js';
import { findDirEntry } from './dir-entry.js';

/** @throws HareError `CONFSTORE_FILE_MISSING` (unless `create`), `CONFSTORE_NOT_A_FOLDER` */
export const openDir: OpenBackend = async (url, { create, delimiter, typed = false }) => {
  const root = await realpath(url.path).catch(() => path.resolve(url.path));
  const { kind } = await findDirEntry(root, []);
  if (kind === 'absent' && !create) {
    throw new HareError('CONFSTORE_FILE_MISSING', 'the directory does not exist', {
      where: { file: url.path },
      hint: 'check the path; set and merge create a missing directory',
    });
  }
  if (kind !== 'absent' && kind !== 'folder')
    throw new HareError('CONFSTORE_NOT_A_FOLDER', 'it is not a directory', {
      where: { file: url.path },
      hint: 'open a file by its format: json:, yaml:, toml:, ini:, properties:',
    });
  return new DirBackend(url.text, root, delimiter, typed);
};
