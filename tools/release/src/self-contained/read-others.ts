import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspacePackage } from '../list-packages.js';
import type { Noticed } from '../notice-text.js';

export interface Others {
  /** By its place below the repository. @throws Error when it is not locked */
  at(place: string): Noticed;
  /** In the version that is installed once for all of ours. */
  shared(name: string): Noticed;
  /** Where our package in `folder` has it, if that is not the version that the others share. */
  apart(folder: string, name: string): string | undefined;
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; license?: string }>>;
}

/** What our packages need of others, as package-lock.json has it. */
export function readOthers(repository: string, packages: readonly WorkspacePackage[]): Others {
  const { packages: locked } = JSON.parse(
    readFileSync(path.join(repository, 'package-lock.json'), 'utf8'),
  ) as LockFile;
  const at = (place: string): Noticed => {
    const { version, license = 'no licence named' } = locked[place] ?? {};
    if (version === undefined) throw new Error(`package-lock.json has no ${place}`);
    return { name: place.replace(/^.*node_modules\//, ''), version, licence: license };
  };
  const placeOf = (folder: string, name: string): string =>
    [`${folder}/node_modules/${name}`, `node_modules/${name}`].find((place) => place in locked) ??
    name;
  const placesOf = (name: string): readonly string[] =>
    packages
      .filter(({ manifest }) => name in (manifest.dependencies ?? {}))
      .map(({ folder }) => placeOf(folder, name));
  /** The place at the top, if one of ours uses it; it may also be there for tools only. */
  const sharedPlace = (name: string): string => {
    const places = placesOf(name);
    return places.find((place) => place === `node_modules/${name}`) ?? places[0] ?? name;
  };
  return {
    at,
    shared: (name) => at(sharedPlace(name)),
    apart: (folder, name) => {
      const place = placeOf(folder, name);
      if (place === name) return undefined;
      return at(place).version === at(sharedPlace(name)).version ? undefined : place;
    },
  };
}
