import { defineCommand } from '../cli/command.js';
import { jsonText } from '../cli/write-output.js';
import { explain, meaningOf, type Explanation } from '../explain/explain.js';

/** Explains a field, a key or a code. */
export const explainCommand = defineCommand({
  name: 'explain',
  summary: 'say where a value comes from, what it means, what checks it',
  description:
    'Says where a CDF value comes from in each generation of ConfStores, what it means, and ' +
    'which rules check it; what a ConfStore key becomes; what a code means.',
  operands: [
    { name: 'TOPIC', description: 'a CDF field, a ConfStore key, or a code from a message' },
  ],
  options: {
    json: { flag: '--json', description: 'print the same as one JSON object' },
  },
  examples: [
    { line: 'hare-cdf explain spare_units' },
    { line: "hare-cdf explain 'cluster>srvnode-1>s3_instances'" },
    { line: 'hare-cdf explain CDF_TOO_FEW_DISKS' },
  ],
  run([topic = ''], options, io) {
    const found = explain(topic);
    io.print(options['json'] ? jsonText({ explanations: found }) : found.map(text).join('\n'));
    return Promise.resolve(0);
  },
});

function text(explanation: Explanation): string {
  const { topic, kind, about, remedy, required, type, unit, example, sources, checkedBy } =
    explanation;
  const lines = [
    `${topic} (${kind === 'field' ? `CDF field, ${required === true ? 'required' : 'optional'}` : kind === 'key' ? 'ConfStore key' : 'code'})`,
  ];
  if (kind !== 'key' || sources.length === 0) lines.push(`  ${about}`);
  if (remedy !== undefined) lines.push(`  what to do: ${remedy}`);
  if (type !== undefined) lines.push(`  type: ${type}${unit === undefined ? '' : `, in ${unit}`}`);
  if (example !== undefined) lines.push(`  example: ${JSON.stringify(example)}`);
  for (const { dialect, key, value, rule } of sources)
    lines.push(
      kind === 'key'
        ? `  ${dialect}: becomes ${value}; ${rule}`
        : `  from ${dialect}: ${key === '' ? '' : `${key}; `}${rule}`,
    );
  for (const code of checkedBy) lines.push(`  checked by ${code}: ${meaningOf(code)?.about ?? ''}`);
  return `${lines.join('\n')}\n`;
}
