import type { JsonSchema } from '@hare/base/schema';
import { cdfSchema } from './cdf-schema.js';
import { dialects } from './dialects/recognise.js';
import type { DialectName } from './dialects/dialect.js';

/**
 * The JSON Schema of CDFs in both formats, or of the ConfStores of a dialect, made from what values
 * are checked with.
 */
export function publishSchema(dialect?: DialectName): JsonSchema {
  const draft = { $schema: 'https://json-schema.org/draft/2020-12/schema' };
  const found = dialects.find((candidate) => candidate.name === dialect);
  if (found === undefined)
    return {
      ...draft,
      title: 'Cluster description file of Hare, formats 2021 and 2022',
      ...cdfSchema.json,
    };
  return { ...draft, title: `ConfStore of dialect ${found.name}`, ...found.json };
}
