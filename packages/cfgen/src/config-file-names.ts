import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** The generated files that every node has, by their path under the configuration folder. */
const commonFiles = ['confd.xc', 'confd.cg', 'confd.dhall', 'consul-kv.json', 'consul-agents.json'];

const ownPatterns = [
  /^node-name$/,
  /^sysconfig\/[^/]+\/[^/]+\/[^/]+-0x72[0-9a-f]{14}:0x[0-9a-f]+$/,
  /^consul-(server|client)-conf\/consul-\1-conf\.json$/,
];

/**
 * True for a path under the configuration folder that only this package writes: such a file is
 * removed when a new configuration has none.
 */
export function isConfigFile(name: string): boolean {
  return (
    !name.split('/').includes('..') &&
    (commonFiles.includes(name) || ownPatterns.some((pattern) => pattern.test(name)))
  );
}

/** The folders under the configuration folder that contain generated files. */
export const configFolders = ['sysconfig', 'consul-server-conf', 'consul-client-conf'] as const;

/** Beginning of the names of what a write keeps in the folder while it is under way. */
export const workPrefix = '.hare-cfgen.';

/** A complete new configuration whose files are still to be put into their places. */
export const commitFolder = `${workPrefix}commit`;

/** The generated files below a folder, by their relative paths, sorted. */
export async function listConfigFiles(folder: string): Promise<string[]> {
  const names: string[] = await readdir(folder).catch(() => []);
  for (const name of configFolders)
    names.push(
      ...(await readdir(path.join(folder, name), { recursive: true }).catch(() => [])).map(
        (below) => `${name}/${below}`,
      ),
    );
  return names.filter(isConfigFile).sort();
}
