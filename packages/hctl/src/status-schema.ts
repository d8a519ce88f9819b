import * as z from 'zod';
import type { ClusterStatus } from './cluster-status.js';

const namedFid = z.object({ fid: z.string(), name: z.string() });

/** The JSON of `hctl status`: strict in what is relied on, tolerant of what older and newer releases leave out or add. */
export const statusSchema: z.ZodType<ClusterStatus> = z
  .object({
    pools: z.array(namedFid),
    profiles: z.array(namedFid.extend({ pools: z.array(z.string().nullable()).default([]) })),
    nodes: z.array(z.object({ name: z.string(), svcs: z.array(z.object({ name: z.string(), fid: z.string(), ep: z.string().optional(), status: z.string() })) })),
    devices: z.array(z.object({ node_name: z.string(), devs: z.array(z.object({ name: z.string(), status: z.string() })) })).nullish(),
    bytecount: z.record(z.string(), z.number()).nullish(),
    filesystem: z
      .object({ stats: z.record(z.string(), z.number()).default({}), timestamp: z.number().optional(), date: z.string().optional() })
      .nullish(),
  })
  .transform(({ devices, bytecount, filesystem, profiles, ...rest }) => ({
    ...rest,
    // Automatic pools have no name: they appear as null.
    profiles: profiles.map((profile) => ({ ...profile, pools: profile.pools.filter((pool) => pool !== null) })),
    devices: devices?.map(({ node_name: nodeName, devs }) => ({ nodeName, devs })),
    bytecount: bytecount ?? undefined,
    filesystem: filesystem ?? undefined,
  }));
