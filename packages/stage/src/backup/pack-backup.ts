import { Header, Pax } from 'tar';
import { sealTar } from './archive-seal.js';
import type { BackupManifest } from './backup-manifest.js';

/** What a backup holds: the manifest, and the bytes of every file that it names. */
export interface BackupContent {
  readonly manifest: BackupManifest;
  readonly bytes: ReadonlyMap<string, Buffer>;
}

const block = 512;

/** The backup as one file's bytes; the same content gives the same bytes. */
export function packBackup({ manifest, bytes }: BackupContent): Buffer {
  const parts = [member('manifest.json', Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`), 0o600)];
  for (const file of manifest.files) parts.push(member(file.name, bytes.get(file.name) ?? Buffer.alloc(0), file.mode));
  return sealTar(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
}

function member(path: string, bytes: Buffer, mode: number): Buffer {
  const data = { path, mode, uid: 0, gid: 0, size: bytes.length, type: 'File' as const, mtime: new Date(0) };
  const header = new Header(data);
  const head = Buffer.alloc(block);
  // Names that are too long or not ASCII stand in an extended header before.
  const extended = header.encode(head, 0) ? new Pax({ path }).encode() : Buffer.alloc(0);
  return Buffer.concat([extended, head, bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}
