import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { parseDocument } from 'yaml';
import { yamlDocuments } from '../../../tests/laws/yaml-documents.js';
import type { ConfValue } from '../../conf-store.js';
import { equalValues } from '../../document/equal-values.js';
import { HareError } from '@hare/base';
import { yamlFormat } from './yaml-format.js';

/** What the library yaml makes of a text, as a model; undefined when it refuses it. */
function byOtherLibrary(text: string): ConfValue | undefined {
  const document = parseDocument(text, {
    merge: true,
    intAsBigInt: true,
    uniqueKeys: false,
    version: '1.2',
  });
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  return toModel(document.toJS({ mapAsMap: true, maxAliasCount: -1 }) as unknown);
}

function toModel(value: unknown): ConfValue {
  if (value instanceof Map)
    return new Map([...value].map(([name, item]) => [String(name), toModel(item)]));
  if (Array.isArray(value)) return value.map(toModel);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return value as ConfValue;
}

function ours(text: string): ConfValue | undefined {
  try {
    return yamlFormat.parse(text, { url: 'yaml:test' }).root;
  } catch (error) {
    if (error instanceof HareError) return undefined;
    throw error;
  }
}

test('two libraries read the same from every document that both read', () => {
  let compared = 0;
  const property = fc.property(yamlDocuments, (text) => {
    const [mine, other] = [ours(text), byOtherLibrary(text)];
    fc.pre(mine !== undefined && other !== undefined && other !== null);
    compared++;
    expect(equalValues(mine, other, { anyOrder: true }), text).toBe(true);
  });
  fc.assert(property, { numRuns: 3 * inject('limits').lawRuns });
  expect(compared).toBeGreaterThan(inject('limits').lawRuns);
});
