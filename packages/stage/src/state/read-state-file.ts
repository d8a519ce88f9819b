import { HareError, isHareError, isNodeError, readRegularFile } from '@hare/base';
import { readData, type Schema } from '@hare/base/schema';
import type { PlannedFiles } from '../forecast/effect.js';
import { assertTrusted } from '../settings/trusted-file.js';

/**
 * Reads a JSON file of the state folder; undefined when there is none. A file that cannot be read
 * or understood is an error: it never counts as absent.
 * @throws HareError `STATE_FILE_BROKEN`, `STATE_FILE_UNREADABLE`, `STATE_NOT_TRUSTED`
 */
export async function readStateFile<T>(
  file: string,
  schema: Schema<T>,
  hint: string,
  planned?: PlannedFiles,
): Promise<T | undefined> {
  let text: string | undefined;
  try {
    text = planned?.get(file) ?? (await readOwnFile(file));
  } catch (error) {
    if (isHareError(error))
      throw error.code === 'FILE_NOT_REGULAR'
        ? new HareError('STATE_FILE_UNREADABLE', `a state file cannot be read: ${error.message}`, {
            where: { file },
            hint,
            cause: error,
          })
        : error;
    throw new HareError(
      'STATE_FILE_UNREADABLE',
      `a state file cannot be read: ${(error as Error).message}`,
      { where: { file }, hint: 'run as root, or correct its permissions', cause: error },
    );
  }
  if (text === undefined) return undefined;
  const broken = (what: string, cause?: unknown): HareError =>
    new HareError('STATE_FILE_BROKEN', `a state file is damaged: ${what}`, {
      where: { file },
      hint,
      cause,
    });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw broken(text.trim() === '' ? 'it is empty' : 'it is not JSON', error);
  }
  const version = (data as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1)
    throw new HareError(
      'STATE_FILE_NEWER',
      `a state file has version ${version}, but this release supports version 1`,
      { where: { file }, hint: 'use the release that wrote it, or a newer one' },
    );
  const reading = readData(schema, data);
  if (reading.ok) return reading.value;
  throw broken(reading.problems[0].what);
}

/**
 * Whether a state file exists but cannot be understood, so that it may be created again.
 */
export function isDamaged(error: unknown): boolean {
  return (
    isHareError(error) &&
    (error.code === 'STATE_FILE_BROKEN' ||
      (error.code === 'STATE_FILE_UNREADABLE' && isHareError(error.cause)))
  );
}

const maxBytes = 64 * 1024 * 1024;

/**
 * The text of a file that Hare wrote and trusts; undefined if there is none. As root only a file
 * that no other user can have written is read; a pipe in its place does not block.
 * @throws HareError `STATE_NOT_TRUSTED`, `FILE_NOT_REGULAR`, `FILE_TOO_LARGE`
 */
export async function readOwnFile(file: string): Promise<string | undefined> {
  try {
    if (process.geteuid?.() === 0) assertTrusted(file, undefined, 'state');
    return (await readRegularFile(file, { maxBytes })).toString('utf8');
  } catch (error) {
    if (isNodeError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
