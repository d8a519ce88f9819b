import path from 'node:path';
import { isHareError, isNodeError, readRegularFile, HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ComparisonSession } from '../comparison-session.js';

/** confd.xc next to the description is what the description generates. */
export function confdUnchanged(session: ComparisonSession): Step {
  return {
    id: 'confd',
    title: 'Compare confd.xc with the description',
    after: ['cdf'],
    check: async () => {
      const { diffConfigs, formatDiff, renderFiles, viewOfFiles } = await import('@hare/cfgen');
      const folder = path.dirname((await session.cluster.cdf()).file);
      const file = path.join(folder, 'confd.xc');
      const config = await session.configuration();
      const found = await readRegularFile(file, { maxBytes: 1024 ** 3 }).then(
        String,
        (error: unknown) => {
          if (isNodeError(error, 'ENOENT')) return undefined;
          throw error;
        },
      );
      if (found === undefined)
        return {
          ok: false,
          error: new HareError('CONFD_MISSING', 'confd.xc does not exist', {
            where: { file },
            hint: 'run config again: hare_setup config',
          }),
        };
      const files = renderFiles(config);
      if (found === files.texts(['confd.xc']).get('confd.xc')) return { ok: true, note: file };
      const wanted = files.texts();
      const findings = unlessDamaged(() => [
        ...formatDiff(
          diffConfigs(
            viewOfFiles(new Map([...wanted, ['confd.xc', found]]), folder),
            viewOfFiles(wanted),
          ),
        ),
      ]);
      return {
        ok: false,
        error: new HareError('CONFD_DIFFERS', 'confd.xc differs from the description', {
          where: { file },
          hint: 'run config again: hare_setup config',
        }),
        findings,
      };
    },
  };
}

/** A file that cannot be decoded differs too. */
function unlessDamaged(diff: () => readonly string[]): readonly string[] {
  try {
    return diff();
  } catch (error) {
    if (!isHareError(error)) throw error;
    return [`it cannot be decoded: ${error.message}`];
  }
}
