import { HareError, isHareError } from '@hare/base';
import { lostOutput } from '@hare/cli/streams';
import { defineCommand, jsonText } from '@hare/cli';
import { diffCdf, formatChange } from '../diff-cdf.js';
import { readCdfFile } from '../read-cdf.js';

/** Compares two CDFs by meaning. */
export const diffCommand = defineCommand({
  name: 'diff',
  summary: 'compare two CDFs by meaning: nodes, disks, pools',
  description:
    'Compares A and B by meaning: lists nodes, disks, pools, profiles and settings added, ' +
    'removed or changed.\n\nLayout, comments, format and spelled-out defaults make no ' +
    'difference. The order of nodes, disks and pools does, as fids depend on it. Exit code: ' +
    '0 same, 1 different, 2 problem.',
  operands: [
    { name: 'A', description: 'a CDF' },
    { name: 'B', description: 'another CDF, of either format' },
  ],
  options: {
    json: { flag: '--json', description: 'print the changes as one JSON object' },
  },
  exitCodes: '0 same, 1 different, 2 a problem or wrong usage.',
  examples: [{ line: 'hare-cdf diff /var/lib/hare/cluster.yaml new.yaml' }],
  async run([a = '', b = ''], options, io) {
    const [before, after] = await Promise.all([a, b].map(readOrExit2));
    if (before === undefined || after === undefined) return 2;
    const changes = diffCdf(before, after);
    if (options['json']) io.print(jsonText({ same: changes.length === 0, changes }));
    else
      io.report(
        changes.length === 0
          ? 'no difference in meaning\n'
          : changes.map((change) => `${formatChange(change)}\n`).join(''),
      );
    if ((await lostOutput()) !== undefined) return 2;
    return changes.length === 0 ? 0 : 1;
  },
});

/** 1 means "different" here, so a problem must be something else. */
async function readOrExit2(
  file: string,
): Promise<Awaited<ReturnType<typeof readCdfFile>>['model']> {
  try {
    return (await readCdfFile(file)).model;
  } catch (error) {
    if (!isHareError(error)) throw error;
    const { code, message, where, hint, problems } = error;
    throw new HareError(code, message, { where, hint, problems, cause: error, exitCode: 2 });
  }
}
