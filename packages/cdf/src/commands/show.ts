import { clusterTables } from '@hare/drawing';
import { defineCommand, jsonText } from '@hare/cli';
import { cdfOperand, jsonOption } from '../cli/shared-options.js';
import { readCdfFile } from '../read-cdf.js';
import { viewCluster } from '../view-cluster.js';

/** Shows a CDF as tables. */
export const showCommand = defineCommand({
  name: 'show',
  summary: 'show nodes, disks, capacity and pools as tables',
  description:
    'Shows a CDF as compact tables: nodes with their CVGs, disks and capacity, pools with ' +
    'N+K+S and the failures they survive.\n\nDisks of a node are counted per CVG: 8+8. Sizes ' +
    'that the CDF does not say are shown as ?.',
  operands: [cdfOperand],
  options: { json: jsonOption },
  examples: [{ line: 'hare-cdf show cluster.yaml' }],
  async run([file = ''], options, io) {
    const { model } = await readCdfFile(file);
    const view = viewCluster(model);
    if (options['json']) io.print(jsonText(view));
    else io.report(clusterTables(view, model.profiles ?? [], io.columns));
    return 0;
  },
});
