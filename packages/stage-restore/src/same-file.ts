import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstatIfThere } from '@hare/base';

/** Whether a place has a regular file with this content. */
export async function isSameFile(
  place: string,
  sizeBytes: number,
  sha256: string,
): Promise<boolean> {
  const stats = await lstatIfThere(place);
  if (stats?.isFile() !== true || stats.size !== sizeBytes) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(place)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256;
}
