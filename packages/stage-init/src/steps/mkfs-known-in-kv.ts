import { HareError } from '@hare/base';
import { isSameRecord } from '@hare/cluster';
import { defaultKv, mkfsKey } from '@hare/kv';
import type { Step } from '@hare/stage';
import type { InitSession } from '../init-session.js';

/**
 * While a KV answers, it knows what is recorded here: for the nodes that have no record. Consul
 * answers only while the cluster runs.
 */
export function mkfsKnownInKv(session: InitSession): Step {
  const { memory } = session;
  return {
    id: 'mkfs-kv',
    title: 'Record formatting in the KV',
    after: ['mkfs-done'],
    check: async (look) => {
      const record = await look(memory.inFile);
      if (record === undefined) return { ok: true, note: 'nothing to record' };
      const answer = await look(memory.inKv);
      if (answer.kind === 'unreadable')
        return answer.isNamed && (await look(session.cluster.found)).state === 'running'
          ? {
              ok: true,
              warnings: [`formatting is not recorded in the KV: ${answer.error.message}`],
            }
          : { ok: true, note: 'no KV' };
      return isSameRecord(record, answer.record)
        ? { ok: true }
        : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not recorded in the KV yet') };
    },
    forecast: async (look) => {
      const { kind } = await look(session.decision);
      if (kind !== 'format' && kind !== 'start') return [];
      const answer = await look(memory.inKv);
      const isKnown = answer.kind === 'answered' && answer.record !== undefined;
      const about = {
        kind: 'keys' as const,
        kv: session.context.kvUrl ?? defaultKv,
        added: isKnown ? [] : [mkfsKey],
        changed: isKnown ? [mkfsKey] : [],
        removed: [],
      };
      return [
        answer.kind === 'unreadable' && !answer.isNamed
          ? { ...about, deferred: 'will be recorded while the cluster runs' }
          : about,
      ];
    },
    apply: async (look) => {
      const record = await look(memory.inFile);
      if (record !== undefined) await memory.writeKv(record);
    },
  };
}
