import { defineCommand, jsonText } from '@hare/cli';
import { dialectOption } from '../cli/shared-options.js';
import { publishSchema } from '../publish-schema.js';
import type { DialectName } from '../dialects/dialect.js';

/** Prints the JSON Schema of CDFs or of a dialect. */
export const schemaCommand = defineCommand({
  name: 'schema',
  summary: 'print the JSON Schema of CDFs, or of a ConfStore dialect',
  description:
    'Prints the JSON Schema (draft 2020-12) of CDFs in both formats, or of the ConfStores of a ' +
    'dialect.\n\nIt is made from what the code itself checks values with. Rules between values ' +
    '(unique names, N+K+S) are beyond JSON Schema: use hare-cdf validate.',
  options: {
    dialect: { ...dialectOption, description: 'of ConfStores of this generation' },
  },
  examples: [
    { line: 'hare-cdf schema > cdf.schema.json' },
    { line: 'hare-cdf schema --dialect node' },
  ],
  run(_args, options, io) {
    io.print(jsonText(publishSchema(options['dialect'] as DialectName | undefined)));
    return Promise.resolve(0);
  },
});
