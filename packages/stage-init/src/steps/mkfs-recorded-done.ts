import { HareError } from '@hare/base';
import { hostname } from 'node:os';
import { fileEffect, type Step } from '@hare/stage';
import {
  descriptionDigest,
  formattedCdfFile,
  isFormatted,
  keepFormattedCdf,
  mkfsFile,
  type MkfsRecord,
} from '@hare/cluster';
import type { InitSession } from '../init-session.js';

/**
 * Once the services of a cluster that was formatted are started, that is recorded, and mkfs never
 * runs again by itself.
 */
export function mkfsRecordedDone(session: InitSession): Step {
  const { context, memory, cluster } = session;
  return {
    id: 'mkfs-done',
    title: 'Record that formatting is complete',
    after: ['services'],
    check: async (look) => {
      const [{ kind }, { model }, found] = [
        await look.first(session.decision),
        await cluster.cdf(),
        await look(memory.inFile),
      ];
      const isAbout =
        kind === 'format' ||
        kind === 'start' ||
        (kind === 'leave' && found !== undefined && found.state !== 'done');
      if (!isAbout)
        return { ok: true, ...(found === undefined ? {} : { note: `formatted at ${found.time}` }) };
      if (found?.state === 'done' && found.cdfDigest === (await descriptionDigest(model)))
        return { ok: true, note: `formatted at ${found.time}` };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          found?.state === 'done'
            ? 'the mkfs record is for another cluster description'
            : 'not recorded yet',
        ),
      };
    },
    forecast: async (look) => {
      const [{ kind }, { model, text }, found] = [
        await look(session.decision),
        await cluster.cdf(),
        await look(memory.inFile),
      ];
      if (
        kind !== 'format' &&
        kind !== 'start' &&
        !(kind === 'leave' && found !== undefined && found.state !== 'done')
      )
        return [];
      const isKnown =
        found?.state === 'done' && found.cdfDigest === (await descriptionDigest(model));
      return [
        ...(isKnown
          ? []
          : [
              {
                kind: 'file' as const,
                path: mkfsFile(context.places),
                change: found === undefined ? ('new' as const) : ('changed' as const),
              },
            ]),
        await fileEffect(formattedCdfFile(context.places), text),
      ];
    },
    apply: async (look) => {
      const [{ model, text }, found, id] = [
        await cluster.cdf(),
        await look(memory.inFile),
        await session.clusterId(),
      ];
      const digest = await descriptionDigest(model);
      const mkfs: MkfsRecord = isFormatted(found)
        ? { ...found, state: 'done' }
        : {
            version: 1,
            clusterId: id,
            cdfDigest: digest,
            state: 'done',
            time: context.now().toISOString(),
            host: hostname(),
          };
      await keepFormattedCdf(context.places, text);
      await memory.writeFile({ ...mkfs, cdfDigest: digest });
    },
  };
}
