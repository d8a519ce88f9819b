import * as z from 'zod';
import type { ClusterStatus } from './cluster-status.js';

/**
 * A list, read up to its first wrong item: an answer of a million of them must not become a million
 * findings.
 */
function listOf<T>(item: z.ZodType<T>) {
  return z.array(z.unknown()).transform((items, context): T[] => {
    const read: T[] = [];
    for (const [at, each] of items.entries()) {
      const { success, data, error } = item.safeParse(each);
      if (!success) {
        for (const issue of error.issues.slice(0, 20))
          context.addIssue({ code: 'custom', message: issue.message, path: [at, ...issue.path] });
        return z.NEVER;
      }
      read.push(data);
    }
    return read;
  });
}

/** A few numbers by name. */
const numbers = z
  .custom<Record<string, unknown>>(
    (value) => typeof value === 'object' && value !== null && Object.keys(value).length <= 1000,
  )
  .pipe(z.record(z.string(), z.number()));

/** A state that Hare does not know is null, or left out: it is named as one that is not known. */
const state = z
  .string()
  .nullish()
  .transform((text) => text ?? 'unknown');

const namedFid = z.object({ fid: z.string(), name: z.string() });

/**
 * The JSON of `hctl status`: strict in what is relied on, tolerant of what older and newer releases
 * leave out or add.
 */
export const statusSchema: z.ZodType<ClusterStatus> = z
  .object({
    pools: listOf(namedFid),
    profiles: listOf(namedFid.extend({ pools: listOf(z.string().nullable()).default([]) })),
    nodes: listOf(
      z.object({
        name: z.string(),
        svcs: listOf(
          z.object({ name: z.string(), fid: z.string(), ep: z.string().optional(), status: state }),
        ),
      }),
    ),
    devices: listOf(
      z.object({
        node_name: z.string(),
        devs: listOf(z.object({ name: z.string(), status: state })),
      }),
    ).nullish(),
    bytecount: numbers.nullish(),
    filesystem: z
      .object({
        stats: numbers.nullish().transform((stats) => stats ?? {}),
        timestamp: z.number().optional(),
        date: z.string().optional(),
      })
      .nullish(),
  })
  .transform(({ devices, bytecount, filesystem, profiles, ...rest }) => ({
    ...rest,
    // Automatic pools have no name: they appear as null.
    profiles: profiles.map((profile) => ({
      ...profile,
      pools: profile.pools.filter((pool) => pool !== null),
    })),
    devices: devices?.map(({ node_name: nodeName, devs }) => ({ nodeName, devs })),
    bytecount: bytecount ?? undefined,
    filesystem: filesystem ?? undefined,
  }));
