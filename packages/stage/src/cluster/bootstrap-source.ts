import { access } from 'node:fs/promises';
import path from 'node:path';
import type { BootstrapSource } from '@hare/hctl';
import type { ClusterCdf } from './cluster-cdf.js';

/** What `hctl bootstrap -c DIR` reads. */
const generatedFiles = ['confd.xc', 'consul-kv.json', 'consul-agents.json', 'node-name'];

/**
 * The folder of generated configuration when config recorded that it made one beside the CDF; else the CDF, of which hctl generates it.
 * hctl reads some of them from /var/lib/hare, `hctlFolder`, whatever folder it is given: where the description is elsewhere, they are put there too.
 * Files that a killed config had committed but not yet put in place are put there first: hctl must not read a mixture.
 */
export async function bootstrapSource({ file, recorded }: Pick<ClusterCdf, 'file' | 'recorded'>, hctlFolder: string): Promise<BootstrapSource> {
  const folder = path.dirname(file);
  if (recorded?.cdf !== file) return { cdf: file };
  const { readConfigFiles, recoverConfigFiles, writeConfigFiles } = await import('@hare/cfgen');
  await recoverConfigFiles(folder);
  const found = await Promise.all(generatedFiles.map((name) => isThere(path.join(folder, name))));
  if (!found.every(Boolean)) return { cdf: file };
  if (folder === hctlFolder) return { configDir: folder };
  await writeConfigFiles(hctlFolder, await readConfigFiles(folder));
  return { configDir: hctlFolder };
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
