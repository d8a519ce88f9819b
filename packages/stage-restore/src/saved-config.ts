import { HareError } from '@hare/base';
import { isNewerRelease, type StageConfig } from '@hare/stage';
import { damaged } from '@hare/backup';

/**
 * The record of config in a backup. @throws HareError `BACKUP_DAMAGED`, `BACKUP_NEWER` when a newer
 * release wrote it: the stages of this one would refuse to work with it
 */
export async function parseSavedConfig(
  bytes: Buffer,
  where: HareError['where'],
): Promise<StageConfig> {
  const { z } = await import('zod');
  const line = z
    .string()
    .max(4096)
    .regex(/^\P{C}*$/u);
  const schema = z.object({
    version: z.literal(1),
    url: line,
    cdf: line,
    kv: line.optional(),
    digest: line,
    cdfDigest: line.optional(),
    release: line.optional(),
  });
  const result = schema.safeParse(parse(bytes));
  if (!result.success) throw damaged('state/config.json is not what config records', where);
  const { url, cdf, kv, digest, cdfDigest, release } = result.data;
  if (release !== undefined && (await isNewerRelease(release))) {
    throw new HareError(
      'BACKUP_NEWER',
      `the configuration in the backup was written by release ${release}, which is newer than this one`,
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
