import {
  list,
  number,
  openObject,
  optional,
  orNull,
  record,
  refine,
  type Schema,
  string,
  withDefault,
} from '@hare/base/schema';
import type { ClusterStatus } from './cluster-status.js';

/** A few numbers by name. */
const numbers = record(number(), { most: 1000 });

/** A state that Hare does not know is null, or left out: it is reported as unknown. */
const state = withDefault(
  refine(orNull(string()), 'unknown', (text) => text ?? 'unknown'),
  'unknown',
);

const namedFid = { fid: string(), name: string() };

const profile = refine(
  openObject({ ...namedFid, pools: withDefault(list(orNull(string())), []) }),
  { fid: '', name: '', pools: [] },
  // Automatic pools have no name: they appear as null.
  ({ pools, ...rest }) => ({ ...rest, pools: pools.filter((pool) => pool !== undefined) }),
);

const service = openObject({
  name: string(),
  fid: string(),
  ep: optional(string()),
  status: state,
});

const devicesOfNode = refine(
  openObject({
    node_name: string(),
    devs: list(openObject({ name: string(), status: state })),
  }),
  { nodeName: '', devs: [] },
  ({ node_name: nodeName, devs }) => ({ nodeName, devs }),
);

const filesystem = openObject({
  stats: withDefault(
    refine(orNull(numbers), {}, (stats) => stats ?? {}),
    {},
  ),
  timestamp: optional(number()),
  date: optional(string()),
});

/**
 * The JSON of `hctl status`: strict in what we rely on, tolerant of what older and newer releases
 * omit or add.
 */
export const statusSchema: Schema<ClusterStatus> = openObject({
  pools: list(openObject(namedFid)),
  profiles: list(profile),
  nodes: list(openObject({ name: string(), svcs: list(service) })),
  devices: optional(orNull(list(devicesOfNode))),
  bytecount: optional(orNull(numbers)),
  filesystem: optional(orNull(filesystem)),
});
