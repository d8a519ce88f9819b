import { HareError } from '@hare/base';
import {
  isFormatted,
  isSameRecord,
  keepFormattedCdf,
  mkfsFile,
  type MkfsRecord,
} from '@hare/cluster';
import type { Look, Step } from '@hare/stage';
import type { InitSession } from '../init-session.js';
import { newRecord } from '../new-record.js';

/**
 * What is known about mkfs is in the state folder before anything is started: `done` for a cluster
 * that runs without a record, because whoever formatted it has data on it; what only the KV knew.
 * That mkfs begins is recorded when it does.
 */
export function mkfsRecordedBefore(session: InitSession): Step {
  const { context, memory } = session;
  return {
    id: 'mkfs-record',
    title: 'Record earlier formatting',
    after: ['plan'],
    check: async (look) => {
      const [wanted, found] = [await wantedRecord(session, look), await look(memory.inFile)];
      if (wanted === undefined || isSameRecord(wanted, found))
        return {
          ok: true,
          note: found === undefined ? 'nothing is known' : `${found.state} at ${found.time}`,
        };
      return {
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', 'earlier formatting is not recorded yet'),
      };
    },
    forecast: async (look) => {
      const formats = (await look(session.decision)).kind === 'format';
      const [wanted, found] = [
        formats ? await newRecord(session, 'started') : await wantedRecord(session, look),
        await look(memory.inFile),
      ];
      if (wanted === undefined || isSameRecord(wanted, found)) return [];
      return [
        {
          kind: 'file',
          path: mkfsFile(context.places),
          change: found === undefined ? 'new' : 'changed',
        },
      ];
    },
    apply: async (look) => {
      const wanted = await wantedRecord(session, look);
      if (wanted === undefined) return;
      await keepFormattedCdf(context.places, (await session.cluster.cdf()).text);
      await memory.writeFile(wanted);
    },
  };
}

/** A cluster that was once seen to run has data, also when it is down by now. */
async function wantedRecord(session: InitSession, look: Look): Promise<MkfsRecord | undefined> {
  const [before, now, { record, from }] = [
    await look.first(session.decision),
    await look(session.decision),
    await look(session.memory.known),
  ];
  if (record === undefined && (before.kind === 'leave' || now.kind === 'leave'))
    return newRecord(session, 'done');
  return from === 'kv' && isFormatted(record) ? record : undefined;
}
