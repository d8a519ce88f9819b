import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { HareError, lstatIfThere } from '@hare/base';
import { guard, type Guard, type Step } from '@hare/stage';
import { firstOf } from '@hare/footprint';
import { applyPlan } from '../apply-plan.js';
import { isEmptyPlan, planLines, type RestorePlan } from '../restore-plan.js';
import type { RestoreSession } from '../restore-session.js';

/**
 * Files and keys match the backup. `guards`: checked once more when all is ready, before anything
 * is replaced.
 */
export function restored(session: RestoreSession, guards: readonly Guard[]): Step {
  const { context, backup, plan } = session;
  return {
    id: 'restored',
    title: 'Restore files and KV keys',
    after: ['backup-whole', 'backup-ours'],
    check: async (look) => {
      const { source } = await backup();
      const wanted = await look(plan);
      const warnings = [
        ...wanted.warnings,
        ...(wanted.kv.skipped === undefined
          ? []
          : [`KV keys will not be restored: ${wanted.kv.skipped}`]),
      ];
      if (isEmptyPlan(wanted)) return { ok: true, warnings };
      await checkSpace(context.places.varDir, source.sizeBytes, wanted);
      const reason = wanted.unfinished
        ? 'an earlier restore was interrupted'
        : `${planLines(wanted).length} files and keys differ`;
      return {
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', reason),
        diff: firstOf(planLines(wanted), 80).join('\n'),
        warnings,
      };
    },
    apply: async (look) =>
      applyPlan(context, await backup(), await look(plan), () => guard(look.again(), guards)),
  };
}

/** There is space for the backup and for the new files next to the old ones. */
async function checkSpace(
  folder: string,
  archiveBytes: number,
  { files }: RestorePlan,
): Promise<void> {
  let existing = folder;
  while ((await lstatIfThere(existing)) === undefined && existing !== path.dirname(existing))
    existing = path.dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  const needed =
    archiveBytes + files.reduce((sum, { sizeBytes }) => sum + sizeBytes + 4096, 1024 * 1024);
  if (bavail * bsize < needed)
    throw new HareError(
      'RESTORE_NO_SPACE',
      `the restore needs ${needed} bytes, but only ${bavail * bsize} are free`,
      { where: { file: existing }, hint: 'free space, then retry; nothing was changed' },
    );
}
