import { HareError } from '@hare/confstore/error';
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
export async function parseManifest(text: string, where: HareError['where']): Promise<BackupManifest> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw damaged('its manifest is no JSON', where, error);
  }
  const version = (data as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > 1) throw new HareError('BACKUP_NEWER', `the backup has version ${version}, this release knows 1`, { where, hint: 'use the release that made it, or a newer one' });
  const { z } = await import('zod');
  const id = z.number().int().min(0);
  const folder = z.object({ name: z.string(), mode: id.max(0o7777), uid: id, gid: id });
  // No file of ours runs as its owner: a backup that says so was not made by us.
  const schema = z.object({
    kind: z.literal('hare_setup backup'),
    version: z.literal(1),
    created: z.string(),
    host: z.string(),
    cluster: z.object({ id: z.string().optional(), nodes: z.array(z.object({ hostname: z.string(), machineId: z.string().optional() })) }),
    kv: z.object({ url: z.string(), named: z.boolean(), keys: id.optional(), absent: z.string().optional() }),
    cdfPath: z.string().optional(),
    files: z.array(folder.extend({ mode: id.max(0o777), size: id, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
    folders: z.array(folder),
  });
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw damaged(`its manifest is not understood: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`, where, result.error);
}
