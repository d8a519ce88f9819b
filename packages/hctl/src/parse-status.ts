import { HareError, maskText } from '@hare/base';
import { readData } from '@hare/base/schema';
import type { ClusterStatus } from './cluster-status.js';
import { findJsonObject } from './find-json-object.js';
import { lastLines } from '@hare/command';

/**
 * Reads what `hctl status --json` printed on stdout: the status object, whatever comes before it.
 * @throws HareError `HCTL_STATUS_NO_JSON`, `HCTL_STATUS_SHAPE`
 */
export async function parseStatus(
  stdout: string,
  command: readonly string[],
  mask: (text: string) => string = maskText,
): Promise<ClusterStatus> {
  const found = findJsonObject(stdout, 'nodes');
  if (found === undefined) {
    const printed =
      stdout.trim() === ''
        ? 'printed nothing on stdout'
        : 'printed no complete JSON object with ' +
          `nodes:\n${lastLines(stdout, 5, mask).replace(/^/gm, '  | ')}`;
    throw new HareError('HCTL_STATUS_NO_JSON', printed, {
      where: { command },
      hint: `check what it prints: ${command.join(' ')}`,
    });
  }
  const { statusSchema } = await import('./status-schema.js');
  const reading = readData(statusSchema, found, 20);
  if (reading.ok) return reading.value;
  const problems = reading.problems.map(
    ({ what, path }) =>
      new HareError('HCTL_STATUS_SHAPE', what, { where: { key: path.join('>') } }),
  );
  throw new HareError('HCTL_STATUS_SHAPE', 'the JSON is not a cluster status', {
    where: { command },
    problems,
    hint: 'check that the versions of Hare and hare_setup match: hctl --version',
  });
}
