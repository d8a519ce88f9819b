import { isDeepStrictEqual } from 'node:util';
import type { BackupManifest } from './backup-manifest.js';

/** Whether two backups have the same content, whenever they were made. */
export function isSameContent(a: BackupManifest, b: BackupManifest): boolean {
  return isDeepStrictEqual(comparable(a), comparable(b));
}

/** What is different between an earlier backup and the machine, one line each. */
export function describeChanges(before: BackupManifest, now: BackupManifest): readonly string[] {
  const old = new Map(before.files.map((file) => [file.name, file]));
  const lines = now.files.flatMap((file) => {
    const earlier = old.get(file.name);
    old.delete(file.name);
    if (earlier === undefined) return [`+ ${file.name}`];
    return isDeepStrictEqual(comparable(earlier), comparable(file)) ? [] : [`~ ${file.name}`];
  });
  return [...lines, ...[...old.keys()].map((name) => `- ${name}`)];
}

/** As JSON would keep it, without the time. */
function comparable(value: object): unknown {
  return { ...(JSON.parse(JSON.stringify(value)) as object), created: undefined };
}
