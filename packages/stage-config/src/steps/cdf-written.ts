import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from '@hare/confstore/atomic';
import { HareError } from '@hare/confstore/error';
import type { Step } from '@hare/stage';
import type { CdfPlan } from '../cdf-plan.js';
import { textDiff } from '../text-diff.js';

/** RFC 20, config 1: the cluster description file is what the ConfStore says. */
export function cdfWritten(plan: () => Promise<CdfPlan>): Step {
  return {
    id: 'cdf',
    title: 'The cluster description file is what the ConfStore says',
    check: async () => {
      const { file, text, warnings } = await plan();
      const found = await read(file);
      if (found === text) return { ok: true, note: file, warnings };
      return { ok: false, reason: found === undefined ? `${file} is missing` : `${file} differs from the ConfStore`, diff: textDiff(file, found ?? '', text), warnings };
    },
    apply: async () => {
      const { file, text } = await plan();
      await writeFileAtomic(file, text);
    },
  };
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    const what = { EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is not a folder', EACCES: 'permission denied' }[code ?? ''] ?? message;
    throw new HareError('CDF_UNREADABLE', `the CDF cannot be read: ${what}`, { where: { file }, hint: 'name another file with --file', cause: error });
  }
}
