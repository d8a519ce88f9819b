import type { ClusterDescription } from '@hare/cdf';
import { isHareError, defaultMaxBytes, readRegularFile } from '@hare/base';
import { writeStateFile, type Places } from '@hare/stage';
import { formattedCdfFile } from './mkfs-record.js';

/** Keeps the description that the devices were formatted for, to see later what changed. */
export async function keepFormattedCdf(
  places: Pick<Places, 'stateDir'>,
  text: string,
): Promise<void> {
  await writeStateFile(formattedCdfFile(places), text, { aside: true });
}

/**
 * What changed, by meaning, since the devices were formatted; says so when that description is not
 * known any more.
 */
export async function changesSinceMkfs(
  places: Pick<Places, 'stateDir'>,
  now: ClusterDescription,
): Promise<readonly string[]> {
  const { diffCdf, formatChange, readCdf } = await import('@hare/cdf');
  try {
    const text = (
      await readRegularFile(formattedCdfFile(places), { maxBytes: defaultMaxBytes })
    ).toString('utf8');
    const { model } = await readCdf(text, formattedCdfFile(places));
    return diffCdf(model, now)
      .filter((change) => !change.factsOnly)
      .map(formatChange);
  } catch (error) {
    if (!isHareError(error) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return ['(the description used for formatting is unknown)'];
  }
}
