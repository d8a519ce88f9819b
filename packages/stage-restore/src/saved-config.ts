import { HareError } from '@hare/base';
import { choice, openObject, optional, readData, string } from '@hare/base/schema';
import { isNewerRelease, type StageConfig } from '@hare/stage';
import { damaged } from '@hare/backup';

const line = string({ maxLength: 4096, pattern: /^\P{C}*$/u, noun: 'one line of text' });
const recordSchema = openObject({
  version: choice(1),
  url: line,
  cdf: line,
  kv: optional(line),
  digest: line,
  cdfDigest: optional(line),
  release: optional(line),
});

/**
 * The record of config in a backup. @throws HareError `BACKUP_DAMAGED`, `BACKUP_NEWER` when a newer
 * release wrote it: the stages of this one would refuse to work with it
 */
export async function parseSavedConfig(
  bytes: Buffer,
  where: HareError['where'],
): Promise<StageConfig> {
  const reading = readData(recordSchema, parse(bytes));
  if (!reading.ok) throw damaged('state/config.json is not a record of config', where);
  const { url, cdf, kv, digest, cdfDigest, release } = reading.value;
  if (release !== undefined && (await isNewerRelease(release))) {
    throw new HareError(
      'BACKUP_NEWER',
      `the configuration in the backup was written by release ${release}, which is newer than ` +
        'this one',
      { where, hint: 'use the release that made it, or a newer one; nothing was changed' },
    );
  }
  return { url, cdf, kv, digest, cdfDigest, release };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
