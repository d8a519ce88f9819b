import { sealTar } from './archive-seal.js';
import type { BackupManifest } from './backup-manifest.js';
import { tarEnd, tarHead, tarPadding } from './tar-head.js';

/** The content of a backup: the manifest, and the bytes of every file that it names. */
export interface BackupContent {
  readonly manifest: BackupManifest;
  readonly bytes: ReadonlyMap<string, Buffer>;
}

/** The backup as one file's bytes; the same content gives the same bytes. */
export function packBackup({ manifest, bytes }: BackupContent): Buffer {
  const parts = [
    member('manifest.json', Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`), 0o600),
  ];
  for (const file of manifest.files)
    parts.push(member(file.name, bytes.get(file.name) ?? Buffer.alloc(0), file.mode));
  return sealTar(Buffer.concat([...parts, tarEnd]));
}

function member(name: string, bytes: Buffer, mode: number): Buffer {
  return Buffer.concat([
    tarHead(name, { size: bytes.length, mode, mtime: new Date(0) }),
    bytes,
    tarPadding(bytes.length),
  ]);
}
