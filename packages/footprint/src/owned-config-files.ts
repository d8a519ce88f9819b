import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { leftoversIn, leftoversOf, lstatIfThere, walkTree } from '@hare/base';
import { type Places, readWholeStageConfig, restoreWork } from '@hare/stage';
import { isOwnFolder } from './own-folder.js';

/**
 * Beginning of the names under which cfgen and restore keep what they have not put in place yet.
 */
const workPrefixes = ['.hare-cfgen.', restoreWork];

/** What config made on this machine. */
export interface OwnedConfigFiles {
  /** The CDF: in its usual place, and where config wrote it by option. */
  readonly cdf: readonly string[];
  /** Generated configuration, as paths below varDir, sorted. */
  readonly generated: readonly string[];
  /**
   * Unfinished files and folders of writers that were killed, and folders for generated files with
   * no file in them.
   */
  readonly work: readonly string[];
  /** Entries in our places that are not ours to touch. */
  readonly warnings: readonly string[];
}

/**
 * Lists CDF and generated configuration. Only regular files with names that Hare gives count; other
 * files in the same folders are not ours.
 * @throws HareError `PLACE_IS_LINK`
 */
export async function listOwnedConfigFiles(
  places: Pick<Places, 'varDir' | 'stateDir' | 'cdfFile' | 'namedCdf'>,
): Promise<OwnedConfigFiles> {
  const { configFolders, isConfigFile } = await import('@hare/cfgen');
  const warnings: string[] = [];
  const generated: string[] = [];
  const work: string[] = [];
  const isFile = async (file: string): Promise<boolean> => {
    const stats = await lstatIfThere(file);
    if (stats !== undefined && !stats.isFile())
      warnings.push(`${file} is not a regular file; it was not touched`);
    return stats?.isFile() === true;
  };
  if (isOwnFolder(places.varDir)) {
    for (const name of (await readdir(places.varDir)).sort()) {
      if (workPrefixes.some((prefix) => name.startsWith(prefix)))
        work.push(path.join(places.varDir, name));
      else if (isConfigFile(name) && (await isFile(path.join(places.varDir, name))))
        generated.push(name);
    }
    work.push(
      ...(await leftoversIn(
        places.varDir,
        (base) => isConfigFile(base) || base === path.basename(places.cdfFile),
      )),
    );
    for (const folder of configFolders) {
      let isEmpty = (await lstatIfThere(path.join(places.varDir, folder)))?.isDirectory() === true;
      for (const entry of walkTree(path.join(places.varDir, folder))) {
        const relative = path.join(folder, entry.relative);
        if (!entry.stats.isDirectory()) isEmpty = false;
        if (entry.stats.isFile() && isConfigFile(relative)) generated.push(relative);
      }
      if (isEmpty) work.push(path.join(places.varDir, folder));
    }
  }
  const cdf: string[] = [];
  const recorded = (await readWholeStageConfig(places))?.cdf;
  const written = new Set([places.cdfFile, ...(recorded === undefined ? [] : [recorded])]);
  for (const file of written) {
    if (!(await isFile(file))) continue;
    // What the record names is removed by root: it must at least look like a CDF.
    if (file === places.cdfFile || /^["']?nodes["']?:/m.test(await readFile(file, 'utf8')))
      cdf.push(file);
    else
      warnings.push(`${file} from config is no longer a cluster description; it was not touched`);
  }
  // `--file` says which description to read, not that it is Hare's.
  const { namedCdf } = places;
  if (
    namedCdf !== undefined &&
    !written.has(namedCdf) &&
    (await lstatIfThere(namedCdf)) !== undefined
  )
    warnings.push(`${namedCdf} in --file was not written by config; it was not touched`);
  if (recorded !== undefined && recorded !== places.cdfFile)
    work.push(...(await leftoversOf(recorded)));
  return { cdf, generated: generated.sort(), work, warnings };
}
