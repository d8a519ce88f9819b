import { HareError } from '@hare/base';
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
  /** Somebody said that this is the KV; else it was the default one. */
  readonly named: boolean;
  /** How many keys `kv.json` holds; absent: there was no KV to ask, for this reason. */
  readonly keys?: number | undefined;
  readonly absent?: string | undefined;
}

/** `manifest.json`: what a backup holds, and of whom. */
export interface BackupManifest {
  readonly kind: 'hare_setup backup';
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly host: string;
  readonly cluster: BackupCluster;
  readonly kv: BackupKv;
  /** Where config wrote the CDF, when it was told another place than the usual one. */
  readonly cdfPath?: string | undefined;
  readonly files: readonly BackupFile[];
  readonly folders: readonly BackupFolder[];
}

/** @throws HareError `BACKUP_DAMAGED`, `BACKUP_NEWER` */
export async function parseManifest(
  text: string,
  where: HareError['where'],
): Promise<BackupManifest> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw damaged('its manifest is no JSON', where, error);
  }
  const version = (data as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1)
    throw new HareError('BACKUP_NEWER', `the backup has version ${version}, this release knows 1`, {
      where,
      hint: 'use the release that made it, or a newer one',
    });
  const { z } = await import('zod');
  const id = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
  // What is shown and compared is text of one line that does nothing to a terminal.
  const line = z
    .string()
    .max(1024)
    .regex(/^[^\p{C}\u2028\u2029]*$/u);
  const name = z.string().max(1024);
  const folder = z.strictObject({ name, mode: id.max(0o7777), uid: id, gid: id });
  // No file of ours runs as its owner: a backup that says so was not made by us.
  const schema = z.strictObject({
    kind: z.literal('hare_setup backup'),
    version: z.literal(1),
    created: line.max(40).regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    host: line.max(255),
    cluster: z.strictObject({
      id: line.optional(),
      nodes: z
        .array(z.strictObject({ hostname: line.max(255), machineId: line.max(255).optional() }))
        .max(10_000),
    }),
    kv: z.strictObject({
      url: line,
      named: z.boolean(),
      keys: id.optional(),
      absent: line.optional(),
    }),
    cdfPath: line.optional(),
    files: z.array(
      z.strictObject({
        ...folder.shape,
        mode: id.max(0o777),
        size: id,
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    ),
    folders: z.array(folder),
  });
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw damaged(
    `its manifest is not understood: ${issue?.path.join('.').slice(0, 100) ?? ''} ${describeIssue(issue)}`,
    where,
  );
}

/** Names that a stranger made up are not repeated. */
function describeIssue(
  issue: { readonly code?: string | undefined; readonly message: string } | undefined,
): string {
  return issue?.code === 'unrecognized_keys'
    ? 'has names that backup does not write'
    : (issue?.message.slice(0, 200) ?? '');
}
