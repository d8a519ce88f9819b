import { hostname } from 'node:os';
import { descriptionDigest, type MkfsRecord } from '@hare/cluster';
import type { InitSession } from './init-session.js';

/** A record of mkfs as of now. */
export async function newRecord(
  { context, cluster, clusterId }: InitSession,
  state: MkfsRecord['state'],
): Promise<MkfsRecord> {
  return {
    version: 1,
    clusterId: await clusterId(),
    cdfDigest: await descriptionDigest((await cluster.cdf()).model),
    state,
    time: context.now().toISOString(),
    host: hostname(),
  };
}
