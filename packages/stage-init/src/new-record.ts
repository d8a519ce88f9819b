import { hostname } from 'node:os';
import type { MkfsRecord } from '@hare/cluster';
import type { InitSession } from './init-session.js';

/** A record of mkfs as of now. */
export async function newRecord(
  { context, cluster, clusterId }: InitSession,
  state: MkfsRecord['state'],
): Promise<MkfsRecord> {
  return {
    version: 1,
    clusterId: await clusterId(),
    cdfDigest: (await cluster.cdf()).digest,
    state,
    time: context.now().toISOString(),
    host: hostname(),
  };
}
