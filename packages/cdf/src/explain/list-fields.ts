import type { Field, JsonSchema, Schema } from '@hare/base/schema';
import { cdfSchema } from '../cdf-schema.js';

/** A field of the CDF: `nodes[].m0_servers[].io_disks.data`. */
export interface CdfField {
  readonly path: string;
  readonly required: boolean;
  readonly about: string;
  readonly json: JsonSchema;
}

/** Every field of the CDF, in the order of the schema. */
export function listFields(): readonly CdfField[] {
  return inside(cdfSchema, '');
}

function inside(schema: Schema<unknown>, path: string): readonly CdfField[] {
  return [
    ...(schema.parts ?? []).flatMap(({ step, schema: part }) => inside(part, `${path}${step}`)),
    ...Object.entries(schema.fields ?? {}).flatMap(([name, field]) =>
      ofField(field, path === '' ? name : `${path}.${name}`),
    ),
  ];
}

function ofField(field: Field<unknown>, path: string): readonly CdfField[] {
  return [
    { path, required: field.required, about: field.about, json: field.schema.json },
    ...inside(field.schema, path),
  ];
}
