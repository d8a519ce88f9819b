import { writeFileAtomic } from '@hare/confstore/atomic';
import type { Step } from '../../step.js';
import type { ConfigurationSession } from '../configuration-session.js';
import { readIfAny } from '../read-if-any.js';
import { textDiff } from '../text-diff.js';

/** RFC 20, config 1: the cluster description file is what the ConfStore says; with `keep`, an older one stays beside it. */
export function cdfWritten(session: Pick<ConfigurationSession, 'cdf'>, keep: (file: string) => Promise<void> = () => Promise.resolve()): Step {
  let written: string | undefined;
  return {
    id: 'cdf',
    title: 'The cluster description file is what the ConfStore says',
    check: async () => {
      const { file, found, text, warnings } = await session.cdf();
      if ((written ?? found) === text) return { ok: true, note: file, warnings };
      return { ok: false, reason: found === undefined ? `${file} is missing` : `${file} differs from the ConfStore`, diff: textDiff(file, found ?? '', text), warnings };
    },
    forecast: async () => {
      const { file, found, text } = await session.cdf();
      return [{ kind: 'file', path: file, change: found === undefined ? 'new' : found === text ? 'unchanged' : 'changed', before: found, text }];
    },
    apply: async () => {
      const { file, text } = await session.cdf();
      await keep(file);
      await writeFileAtomic(file, text);
      written = await readIfAny(file);
    },
  };
}
