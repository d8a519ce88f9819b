import { parseEvents, YAMLException, type Event } from 'js-yaml';
import type { HareError } from '../../error.js';
import { maximumDepth } from '../document-format.js';
import { errorAt, type Source } from '../source.js';
import { explainYamlError } from './explain-yaml-error.js';
import { joinFlowLines } from './join-flow-lines.js';

export const yamlParserOptions = { maxDepth: maximumDepth + 1 };

/**
 * The parser's events of a text with at most one document. @throws HareError `SYNTAX`, `TOO_DEEP`,
 * `MANY_DOCUMENTS` with its place.
 */
export function readYamlEvents(text: string, source: Source): readonly Event[] {
  const events = parse(text, source);
  const second = events.findIndex((event, at) => at > 0 && event.type === 1);
  if (second === -1) return events;
  const [next] = events.slice(second + 1);
  const offset = next === undefined ? -1 : startOf(next);
  const marker = text.lastIndexOf('---', offset < 0 ? text.length : offset);
  throw errorAt(
    'MANY_DOCUMENTS',
    'the file has more than one document',
    text,
    Math.max(0, marker),
    source,
    'keep one of the documents between the --- lines',
  );
}

function startOf(event: Event): number {
  if (event.type === 4) return event.valueStart;
  return event.type === 2 || event.type === 3 ? event.start : -1;
}

function parse(text: string, source: Source): readonly Event[] {
  try {
    return parseEvents(text, yamlParserOptions);
  } catch (error) {
    const joined = reasonOf(error) === 'deficient indentation' ? joinFlowLines(text) : text;
    const events = joined === text ? undefined : parseQuietly(joined);
    if (events !== undefined) return events;
    throw refusal(error, text, source);
  }
}

function parseQuietly(text: string): readonly Event[] | undefined {
  try {
    return parseEvents(text, yamlParserOptions);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof YAMLException ? error.reason : '';
}

function refusal(error: unknown, text: string, source: Source): HareError {
  const reason = reasonOf(error);
  const offset = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  if (reason.startsWith('nesting exceeded') || error instanceof RangeError)
    return errorAt(
      'TOO_DEEP',
      `the document is nested deeper than ${maximumDepth} levels`,
      text,
      offset,
      source,
      'flatten it',
    );
  const { what, hint } = explainYamlError(reason);
  return errorAt('SYNTAX', what, text, offset, source, hint);
}
