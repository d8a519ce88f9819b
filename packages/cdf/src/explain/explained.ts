import { codeLines, type Explained } from '@hare/cli';
import { meaningOf, type Explanation } from './explain.js';

/** An explanation for a person. */
export function explained(explanation: Explanation): Explained {
  const { topic, kind, required, type, unit, example, sources, checkedBy } = explanation;
  const isKey = kind === 'key';
  const field = `CDF field, ${required === true ? 'required' : 'optional'}`;
  const what = { code: 'code', key: 'ConfStore key', field }[kind];
  const lines = isKey && sources.length > 0 ? [] : [...codeLines(explanation)];
  if (type !== undefined) lines.push(`type: ${type}${unit === undefined ? '' : `, in ${unit}`}`);
  if (example !== undefined) lines.push(`example: ${JSON.stringify(example)}`);
  for (const { dialect, key, value, rule } of sources)
    lines.push(
      isKey
        ? `in a ConfStore of dialect ${dialect}: becomes ${value} (${rule})`
        : `from a ConfStore of dialect ${dialect}: ${key === '' ? rule : `${key} (${rule})`}`,
    );
  for (const code of checkedBy) lines.push(`checked by ${code}: ${meaningOf(code)?.about ?? ''}`);
  return { topic, what, lines };
}
