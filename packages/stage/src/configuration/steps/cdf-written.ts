import { writeFileAtomic } from '@hare/confstore/atomic';
import { guard } from '../../runner/guard.js';
import type { Step } from '../../step.js';
import type { ConfigurationSession } from '../configuration-session.js';
import { moveAside } from '../../state/write-state-file.js';
import { textDiff } from '../text-diff.js';

export interface CdfWrittenOptions {
  /** An older one stays beside it. */
  readonly keep?: (file: string) => Promise<void>;
  /** Steps that may refuse what is made of the new description: asked again before it is written. */
  readonly guards: readonly Step[];
}

/** RFC 20, config 1: the cluster description file is what the ConfStore says. */
export function cdfWritten(session: Pick<ConfigurationSession, 'cdf'>, { keep, guards }: CdfWrittenOptions): Step {
  return {
    id: 'cdf',
    title: 'The cluster description file is what the ConfStore says',
    check: async (look) => {
      const { file, found, blocked, text, warnings } = await look(session.cdf);
      if (found === text) return { ok: true, note: file, warnings };
      return { ok: false, reason: blocked !== undefined ? `${file} is ${blocked}` : found === undefined ? `${file} is missing` : `${file} differs from the ConfStore`, diff: textDiff(file, found ?? '', text), warnings };
    },
    forecast: async (look) => {
      const { file, found, text } = await look(session.cdf);
      return [{ kind: 'file', path: file, change: found === undefined ? 'new' : found === text ? 'unchanged' : 'changed', before: found, text }];
    },
    apply: async (look) => {
      await guard(look, guards);
      const { file, blocked, text } = await look(session.cdf);
      if (blocked !== undefined) await moveAside(file);
      await keep?.(file);
      await writeFileAtomic(file, text, { mode: 0o644 });
    },
  };
}
