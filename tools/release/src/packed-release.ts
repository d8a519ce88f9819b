import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listPackages, type WorkspacePackage } from './list-packages.js';
import { packPackages } from './pack-packages.js';
import { writeTrust } from './trust/write-trust.js';

/** Tarballs by the names of their packages: absolute paths. */
export type Tarballs = Readonly<Record<string, string>>;

const folderOf = (repository: string): string => path.join(repository, 'dist/release');
const recordOf = (repository: string): string => path.join(folderOf(repository), 'packed.json');

/**
 * Packs what is built into dist/release, with checksums, licences and what is in it, and remembers
 * of which commit it is.
 */
export async function packRelease(
  repository: string,
  packages: readonly WorkspacePackage[],
  commit: string,
): Promise<Tarballs> {
  const folder = folderOf(repository);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packed = await packPackages(repository, packages, folder);
  await writeTrust(repository, listPackages(repository), folder);
  const tarballs = Object.fromEntries(packed.map(({ name, file }) => [name, file]));
  writeFileSync(recordOf(repository), `${JSON.stringify({ commit, tarballs }, undefined, 2)}\n`);
  return tarballs;
}

/** The tarballs that were packed of a commit; none when another one was packed last, or nothing. */
export function readPackedRelease(repository: string, commit: string): Tarballs {
  if (!existsSync(recordOf(repository))) return {};
  const record = JSON.parse(readFileSync(recordOf(repository), 'utf8')) as {
    readonly commit: string;
    readonly tarballs: Tarballs;
  };
  return record.commit === commit
    ? Object.fromEntries(Object.entries(record.tarballs).filter(([, file]) => existsSync(file)))
    : {};
}
