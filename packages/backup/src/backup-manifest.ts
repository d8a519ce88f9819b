import { HareError } from '@hare/base';
import {
  boolean,
  choice,
  formatPath,
  list,
  number,
  object,
  optional,
  type Problem,
  readData,
  type Schema,
  string,
} from '@hare/base/schema';
import { damaged } from './archive-seal.js';

/** A file in a backup. */
export interface BackupFile {
  /** `var/cluster.yaml`, `state/config.json`, `kv.json` … */
  readonly name: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly sha256: string;
}

/** A folder that has to be made when it is missing. */
export type BackupFolder = Pick<BackupFile, 'name' | 'mode' | 'uid' | 'gid'>;

/** Which cluster a backup is of. */
export interface BackupCluster {
  /** As init records it; absent when it was not known. */
  readonly id?: string | undefined;
  readonly nodes: readonly { readonly hostname: string; readonly machineId?: string | undefined }[];
}

/** What became of the KV's keys. */
export interface BackupKv {
  /** Without password. */
  readonly url: string;
  /** The user named this KV; otherwise it was the default one. */
  readonly named: boolean;
  /** How many keys `kv.json` has; absent if there was no KV to ask, for this reason. */
  readonly keys?: number | undefined;
  readonly absent?: string | undefined;
}

/** `manifest.json`: what a backup contains, and of which machine. */
export interface BackupManifest {
  readonly kind: 'hare_setup backup';
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly host: string;
  readonly cluster: BackupCluster;
  readonly kv: BackupKv;
  /** Where config wrote the CDF, if not in the usual place. */
  readonly cdfPath?: string | undefined;
  readonly files: readonly BackupFile[];
  readonly folders: readonly BackupFolder[];
}

const id = number({ whole: true, min: 0 });
const mode = (most: number): Schema<number> => number({ whole: true, min: 0, max: most });
// What is shown and compared is text of one line that does nothing to a terminal.
const line = (maxLength: number): Schema<string> =>
  string({ maxLength, pattern: /^[^\p{C}\u2028\u2029]*$/u, noun: 'one line of text' });
const name = string({ maxLength: 1024 });
const file = object({
  name,
  // No file of ours runs as its owner: a backup that says so was not made by us.
  mode: mode(0o777),
  uid: id,
  gid: id,
  size: id,
  sha256: string({ pattern: /^[0-9a-f]{64}$/, noun: 'a SHA-256' }),
});
const node = object({ hostname: line(255), machineId: optional(line(255)) });

const manifestSchema: Schema<BackupManifest> = object({
  kind: choice('hare_setup backup'),
  version: choice(1),
  created: string({ maxLength: 40, pattern: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, noun: 'a time' }),
  host: line(255),
  cluster: object({ id: optional(line(1024)), nodes: list(node, { most: 10_000 }) }),
  kv: object({
    url: line(1024),
    named: boolean,
    keys: optional(id),
    absent: optional(line(1024)),
  }),
  cdfPath: optional(line(1024)),
  files: list(file),
  folders: list(object({ name, mode: mode(0o7777), uid: id, gid: id })),
});

/** @throws HareError `BACKUP_DAMAGED`, `BACKUP_NEWER` */
export function parseManifest(text: string, where: HareError['where']): BackupManifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw damaged('its manifest is not JSON', where, error);
  }
  const version = (data as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1)
    throw new HareError(
      'BACKUP_NEWER',
      `the backup has version ${version}, but this release supports version 1`,
      {
        where,
        hint: 'use the release that made it, or a newer one',
      },
    );
  const reading = readData(manifestSchema, data);
  if (reading.ok) return reading.value;
  throw damaged(`its manifest is not valid: ${describe(reading.problems[0])}`, where);
}

/** Names that a stranger made up are not repeated. */
function describe({ atName, path, what }: Problem): string {
  return atName === true
    ? `${formatPath(path.slice(0, -1))} has unknown names`.trimStart()
    : what.slice(0, 300);
}
