import { defineCommand, explanationText, jsonText } from '@hare/cli';
import { jsonOption } from '../cli/shared-options.js';
import { explained } from '../explain/explained.js';
import { explain } from '../explain/explain.js';

/** Explains a field, a key or a code. */
export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'explain where a value comes from, what it means, what checks it',
  description:
    'Explains where a CDF value comes from in each generation of ConfStores, what it means, ' +
    'and which rules check it; what a ConfStore key becomes; what a code means.',
  operands: [
    { name: 'TOPIC', description: 'a CDF field, a ConfStore key, or a code from a message' },
  ],
  options: { json: jsonOption },
  examples: [
    { line: 'hare-cdf explain spare_units' },
    { line: "hare-cdf explain 'cluster>srvnode-1>s3_instances'" },
    { line: 'hare-cdf explain CDF_TOO_FEW_DISKS' },
  ],
  run([topic = ''], options, io) {
    const found = explain(topic);
    if (options['json']) io.print(jsonText({ explanations: found }));
    else io.report(explanationText(found.map(explained)));
    return Promise.resolve(0);
  },
});
