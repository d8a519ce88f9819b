import type { CommandDefinition } from '../cli/command.js';
import { jsonText } from '../cli/write-output.js';
import { viewCluster } from '../picture/cluster-view.js';
import { showCdf } from '../picture/show-cdf.js';
import { readCdfFile } from '../read-cdf-file.js';

/** Shows a CDF as tables. */
export const showCommand: CommandDefinition = {
  name: 'show',
  args: [{ name: '<file>', summary: 'the CDF; - for standard input' }],
  description: [
    'Shows a CDF as compact tables: nodes with their CVGs, disks and capacity, pools with N+K+S and the failures they survive.',
    'Disks of a node are counted per CVG: 8+8. Sizes that the CDF does not say are shown as ?.',
  ],
  options: [{ flags: '--json', summary: 'print the same as one JSON object' }],
  examples: ['hare-cdf show cluster.yaml'],
  async run([file = ''], options, io) {
    const { model } = await readCdfFile(file);
    io.print(options['json'] === true ? jsonText(viewCluster(model)) : showCdf(model));
    return 0;
  },
};
