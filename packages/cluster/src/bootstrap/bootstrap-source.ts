import { createHash } from 'node:crypto';
import path from 'node:path';
import { HareError, isHareError, isNodeError, readRegularFile } from '@hare/base';
import type { ConfigFiles } from '@hare/cfgen';
import type { BootstrapSource } from '@hare/hctl';
import type { StageConfig } from '@hare/stage';
import type { ClusterCdf } from '../cluster-cdf.js';

/** What `hctl bootstrap -c DIR` reads. */
export const bootstrapFiles = [
  'confd.xc',
  'consul-agents.json',
  'consul-kv.json',
  'node-name',
] as const;

/** More than the files of the largest cluster take. */
const maxBytes = 1024 ** 3;

/**
 * The folder of generated configuration if config recorded that it wrote one next to the CDF;
 * otherwise the CDF, from which hctl generates it. hctl reads some of the files from /var/lib/hare,
 * `hctlFolder`, whatever folder it is given: if the description is elsewhere, they are put there
 * too. Files that a killed config had committed but not yet put in place are put there first: hctl
 * must not read a mixture, nor a damaged file.
 * @throws HareError `CONFIG_DAMAGED`
 */
export async function bootstrapSource(
  { file, recorded }: Pick<ClusterCdf, 'file' | 'recorded'>,
  hctlFolder: string,
): Promise<BootstrapSource> {
  const folder = path.dirname(file);
  if (recorded?.cdf !== file) return { cdf: file };
  const { ConfigFiles, readConfigFiles, recoverConfigFiles, writeConfigFiles } =
    await import('@hare/cfgen');
  await recoverConfigFiles(folder);
  const faults = await faultsOfBootstrapFiles(folder, recorded);
  if (faults === 'incomplete') return { cdf: file };
  if (faults.length > 0) {
    throw new HareError(
      'CONFIG_DAMAGED',
      `the generated configuration is damaged: ${faults.join('; ')}`,
      { where: { file: folder }, hint: 'generate it again: hare_setup config' },
    );
  }
  if (folder === hctlFolder) return { configDir: folder };
  const files = ConfigFiles.of(await readConfigFiles(folder));
  await writeConfigFiles(hctlFolder, files, { aside: true });
  return { configDir: hctlFolder };
}

/**
 * Digests of the files of a configuration that hctl reads, for the record: whatever damages them
 * later is noticed.
 */
export function bootstrapDigests({ digests }: ConfigFiles): Readonly<Record<string, string>> {
  return Object.fromEntries(
    bootstrapFiles.flatMap((name) => {
      const digest = digests.get(name);
      return digest === undefined ? [] : [[name, `sha256:${digest}`]];
    }),
  );
}

async function faultsOfBootstrapFiles(
  folder: string,
  { files }: Pick<StageConfig, 'files'>,
): Promise<readonly string[] | 'incomplete'> {
  const faults: string[] = [];
  for (const name of bootstrapFiles) {
    const file = path.join(folder, name);
    try {
      const fault = await faultOf(
        await readRegularFile(file, { follow: false, maxBytes }),
        name,
        files?.[name],
      );
      if (fault !== undefined) faults.push(`${name} ${fault}`);
    } catch (error) {
      if (isNodeError(error, 'ENOENT')) return 'incomplete';
      faults.push(`${name}: ${(error as Error).message}`);
    }
  }
  return faults;
}

async function faultOf(
  bytes: Buffer,
  name: (typeof bootstrapFiles)[number],
  digest: string | undefined,
): Promise<string | undefined> {
  if (bytes.length === 0) return 'is empty';
  if (bytes.includes(0)) return 'contains NUL bytes';
  if (digest !== undefined)
    return `sha256:${createHash('sha256').update(bytes).digest('hex')}` === digest
      ? undefined
      : 'differs from what config wrote';
  // What older releases recorded has no digests.
  const { decodeXcode } = await import('@hare/cfgen');
  const text = bytes.toString('utf8');
  try {
    if (name === 'confd.xc') decodeXcode(text);
    else if (name !== 'node-name') JSON.parse(text);
    return undefined;
  } catch (error) {
    return isHareError(error) ? 'cannot be decoded' : 'is not JSON';
  }
}
