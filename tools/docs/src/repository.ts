import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const repository = path.resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');

/** What the docs need to know of a package. */
export interface Manifest {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Every package, in the order of their folders' names. */
export function listPackages(): readonly Manifest[] {
  return readdirSync(path.join(repository, 'packages'))
    .filter((folder) => existsSync(path.join(repository, 'packages', folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(
        readFileSync(path.join(repository, 'packages', folder, 'package.json'), 'utf8'),
      ) as Omit<Manifest, 'folder' | 'bin' | 'dependencies'> &
        Partial<Pick<Manifest, 'bin' | 'dependencies'>>;
      return {
        ...manifest,
        folder,
        bin: manifest.bin ?? {},
        dependencies: manifest.dependencies ?? {},
      };
    });
}
