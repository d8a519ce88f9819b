import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { outputOf } from './run-command.js';

/** One packed package. */
export interface PackedPackage {
  readonly name: string;
  readonly version: string;
  /** The tarball, an absolute path. */
  readonly file: string;
  /** Of the tarball, in bytes. */
  readonly sizeBytes: number;
  /** Of all files in it, in bytes. */
  readonly unpackedBytes: number;
  /** Paths in the package: `dist/index.js`. */
  readonly files: readonly string[];
}

interface NpmPacked {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Packs folders of the repository to tarballs in the folder `target` by npm. The same folders give
 * the same bytes, whatever the umask.
 */
export async function npmPack(
  repository: string,
  folders: readonly string[],
  target: string,
): Promise<readonly PackedPackage[]> {
  if (folders.length === 0) return [];
  folders.forEach(settleModes);
  mkdirSync(target, { recursive: true });
  const output = await outputOf(
    'npm',
    [
      'pack',
      '--json',
      '--ignore-scripts',
      '--pack-destination',
      target,
      ...folders.map((folder) => `./${path.relative(repository, folder)}`),
    ],
    { cwd: repository },
  );
  return (JSON.parse(output) as readonly NpmPacked[]).map(
    ({ name, version, filename, size, unpackedSize, files }) => ({
      name,
      version,
      file: path.join(target, filename),
      sizeBytes: size,
      unpackedBytes: unpackedSize,
      files: files.map((file) => file.path),
    }),
  );
}

/** Every file 0644, every folder 0755; npm itself makes the bins executable. */
function settleModes(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) settleModes(place);
    else chmodSync(place, 0o644);
  }
}
