import { HareError } from '@hare/base';
import { defaultDelimiter } from './delimiter.js';
import { quoteName } from './format-key.js';
import { parseSegments } from './parse-segments.js';
import type { Path, Step } from './path.js';

const index = /\[(\d+)\]/y;

/** `a>"x>y"[0]` is `['a', 'x>y', 0]`, `[0]>a` is `[0, 'a']`. @throws HareError `KEY_SYNTAX` */
export function parseKey(key: string, delimiter: string = defaultDelimiter): Path {
  const steps: Step[] = [];
  for (const { quoted, text } of parseSegments(key, delimiter)) {
    // A list that is the whole document has no name: [0]>name.
    const isRoot = quoted === undefined && steps.length === 0 && text.startsWith('[');
    const name = isRoot ? '' : (quoted ?? bareName(text, key));
    if (!isRoot) steps.push(name);
    const brackets = quoted === undefined ? text.slice(name.length) : text;
    for (index.lastIndex = 0; index.lastIndex < brackets.length;) {
      const found = index.exec(brackets);
      if (found === null) throw badBrackets((quoted ?? '') + text, key);
      steps.push(Number(found[1]));
    }
  }
  return steps;
}

function bareName(segment: string, key: string): string {
  const bracket = segment.search(/[[\]]/);
  if (bracket === -1) return segment;
  const name = segment.slice(0, bracket);
  if (name.trim() !== '') return name;
  const what = `the key ${JSON.stringify(key)} has an index without a name before it`;
  const hint = 'write the name of the list before the index: nodes[0]';
  throw new HareError('KEY_SYNTAX', what, { where: { key }, hint });
}

function badBrackets(segment: string, key: string): HareError {
  const found = `${JSON.stringify(segment)} in the key ${JSON.stringify(key)}`;
  const hint = `if the name itself has brackets, quote it: ${quoteName(segment)}`;
  const what = `${found} is not a name with indexes [0], [1] …`;
  return new HareError('KEY_SYNTAX', what, { where: { key }, hint });
}
