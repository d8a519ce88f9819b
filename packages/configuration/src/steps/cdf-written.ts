import { writeFileAtomic, lstatIfThere, HareError } from '@hare/base';
import { textDiff } from '@hare/cli/output';
import { guard, type Step, moveAside, writeStateFile } from '@hare/stage';
import type { ConfigurationSession } from '../configuration-session.js';
import type { CdfPlan } from '../plan-cdf.js';

export interface CdfWrittenOptions {
  /** An older one is kept next to it. */
  readonly keep?: (file: string) => Promise<void>;
  /**
   * Steps that may refuse what is made of the new description: asked again before it is written.
   */
  readonly guards: readonly Step[];
}

/** RFC 20, config 1: the cluster description file is what the ConfStore says. */
export function cdfWritten(
  session: Pick<ConfigurationSession, 'cdf'>,
  { keep, guards }: CdfWrittenOptions,
): Step {
  return {
    id: 'cdf',
    title: 'Write the cluster description',
    check: async (look) => {
      const { file, found, blocked, fault, text, changes, warnings } = await look(session.cdf);
      if (found === text && fault === undefined) return { ok: true, note: file, warnings };
      return {
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', reasonOf({ file, found, blocked, fault })),
        diff: diffOf({ file, found, text }),
        changes,
        warnings,
      };
    },
    forecast: async (look) => {
      const { file, found, text } = await look(session.cdf);
      return [
        {
          kind: 'file',
          path: file,
          change: found === undefined ? 'new' : found === text ? 'unchanged' : 'changed',
          before: found,
          text,
        },
      ];
    },
    apply: async (look) => {
      await guard(look, guards);
      const { file, blocked, text } = await look(session.cdf);
      if (blocked !== undefined) await moveAside(file);
      await keep?.(file);
      await writeCdf(file, text);
    },
  };
}

/** Of a long file that is not there yet, it is enough to say so. */
function diffOf({ file, found, text }: Pick<CdfPlan, 'file' | 'found' | 'text'>): string {
  if (found === undefined && text.length > longText) return `(all lines of ${file} are new)`;
  return textDiff(file, found ?? '', text, 1000) ?? `(most lines of ${file} differ)`;
}

const longText = 64 * 1024;

function reasonOf({
  file,
  found,
  blocked,
  fault,
}: Pick<CdfPlan, 'file' | 'found' | 'blocked' | 'fault'>): string {
  if (blocked !== undefined) return `${file} is ${blocked}`;
  if (fault !== undefined) return `${file} will be written again: ${fault}`;
  return found === undefined ? `${file} is missing` : `${file} differs from the ConfStore`;
}

/** A symbolic link is kept, and so is a stricter mode. */
async function writeCdf(file: string, text: string): Promise<void> {
  const there = await lstatIfThere(file);
  if (there?.isSymbolicLink() === true) return writeFileAtomic(file, text, { mode: 0o644 });
  await writeStateFile(file, text, { mode: there?.isFile() === true ? there.mode & 0o755 : 0o644 });
}
