import { hostname } from 'node:os';
import { mkfsFile, type MkfsRecord, type Step } from '@hare/stage';
import { keepFormattedCdf } from '../formatted-cdf.js';
import type { InitSession } from '../init-session.js';
import { isSameRecord } from '../mkfs-memory.js';

/**
 * What is known about mkfs is in the state folder before anything is started: `started` before mkfs begins, so that a crash is known afterwards;
 * `done` for a cluster that runs without a record, because whoever formatted it has data on it; what only the KV knew.
 */
export function mkfsRecordedBefore(session: InitSession): Step {
  const { context, memory } = session;
  return {
    id: 'mkfs-record',
    title: 'What is known about mkfs is recorded',
    after: ['plan'],
    check: async () => {
      const [wanted, found] = [await wantedRecord(session), await memory.inFile()];
      if (wanted === undefined || isSameRecord(wanted, found)) return { ok: true, note: found === undefined ? 'nothing is known' : `${found.state} at ${found.time}` };
      return { ok: false, reason: `${wanted.state === 'started' ? 'that mkfs begins' : 'that the cluster is formatted'} is not recorded yet` };
    },
    forecast: async () => {
      const [wanted, found] = [await wantedRecord(session), await memory.inFile()];
      if (wanted === undefined || isSameRecord(wanted, found)) return [];
      return [{ kind: 'file', path: mkfsFile(context.places), change: found === undefined ? 'new' : 'changed' }];
    },
    apply: async () => {
      const wanted = await wantedRecord(session);
      if (wanted === undefined) return;
      if (wanted.state === 'done') await keepFormattedCdf(context.places, (await session.cluster.cdf()).text);
      await memory.writeFile(wanted);
      // The other nodes see from it that a cluster which runs now is only started to be formatted.
      if (wanted.state === 'started' && (await memory.inKv()).kind === 'answered') await memory.writeKv(wanted);
    },
  };
}

async function wantedRecord(session: InitSession): Promise<MkfsRecord | undefined> {
  const [{ kind }, { record, from }] = [await session.decision(), await session.memory.atStart()];
  if (kind === 'format') return newRecord(session, 'started');
  if (kind === 'leave' && record === undefined) return newRecord(session, 'done');
  return from === 'kv' && record?.state === 'done' ? record : undefined;
}

async function newRecord(session: InitSession, state: MkfsRecord['state']): Promise<MkfsRecord> {
  return { version: 1, clusterId: await session.clusterId(), cdfDigest: (await session.cluster.cdf()).digest, state, time: session.context.now().toISOString(), host: hostname() };
}
