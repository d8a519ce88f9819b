import { stat } from 'node:fs/promises';
import path from 'node:path';
import { HareError, readRegularFile } from '@hare/base';
import { maxConfigBytes } from './compare-config-files.js';
import { commitFolder, listConfigFiles } from './config-file-names.js';
import { pendingCommit } from './pending-commit.js';

/**
 * The generated files of a folder, relative path → text; also consistent during a write, or after
 * an interrupted one.
 * @throws HareError `CFGEN_NO_CONFIG` if it is not a folder or has no generated files
 */
export async function readConfigFiles(folder: string): Promise<Map<string, string>> {
  const pending = await pendingCommit(folder);
  const names = new Set([...(await listConfigFiles(folder)), ...(pending?.written ?? [])]);
  for (const name of pending?.removed ?? []) names.delete(name);
  const files = new Map<string, string>();
  for (const name of [...names].sort()) files.set(name, await readNewest(folder, name));
  if (files.size > 0) return files;
  const found = await stat(folder).catch(() => undefined);
  const what =
    found === undefined
      ? 'this directory does not exist'
      : found.isDirectory()
        ? 'this directory contains no generated configuration'
        : 'this is not a directory';
  throw new HareError('CFGEN_NO_CONFIG', what, {
    where: { file: folder },
    hint: 'use a directory that hare-cfgen -o DIR or the config stage wrote',
  });
}

/**
 * The committed content if there is any, else that in place; a writer may move the one to the other
 * at any moment.
 */
async function readNewest(folder: string, name: string): Promise<string> {
  const committed = path.join(folder, commitFolder, 'files', name);
  const options = { follow: false, maxBytes: maxConfigBytes };
  return (
    await readRegularFile(committed, options).catch(() =>
      readRegularFile(path.join(folder, name), options),
    )
  ).toString('utf8');
}
