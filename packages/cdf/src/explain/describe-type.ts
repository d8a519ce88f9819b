import type { JsonSchema } from '@hare/base/schema';

/**
 * What a schema allows, in words: `a whole number from 1 to 65535`, `a list of text`, `sns, dix or
 * md`. Null, which means absent, is left out.
 */
export function describeType(json: JsonSchema): string {
  const values = (json['enum'] ?? (json['const'] === undefined ? undefined : [json['const']])) as
    readonly unknown[] | undefined;
  if (values !== undefined) return oneOf(values.map(String));
  const parts = (json['anyOf'] ?? json['oneOf']) as readonly JsonSchema[] | undefined;
  if (parts !== undefined) return describeType(strictest(parts));
  const types = [json['type']].flat().filter((type) => type !== 'null');
  if (types.includes('integer') || types.includes('number'))
    return types.includes('string')
      ? 'text'
      : `a ${types.includes('integer') ? 'whole ' : ''}number${range(json)}`;
  if (types.includes('boolean')) return 'true or false';
  if (types.includes('array'))
    return `a list of ${plural(describeType((json['items'] ?? {}) as JsonSchema))}`;
  return types.includes('object') ? 'a map' : 'text';
}

/** Of forms that mean the same (a number, or it as text), the one that is not text. */
function strictest(parts: readonly JsonSchema[]): JsonSchema {
  const real = parts.filter((part) => part['type'] !== 'null');
  return real.find((part) => ![part['type']].flat().includes('string')) ?? real[0] ?? {};
}

function range(json: JsonSchema): string {
  const { minimum, maximum } = json as { readonly minimum?: number; readonly maximum?: number };
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return minimum === undefined
    ? maximum === undefined
      ? ''
      : `, at most ${maximum}`
    : `, at least ${minimum}`;
}

function oneOf(values: readonly string[]): string {
  return values.length < 2
    ? (values[0] ?? '')
    : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
}

function plural(type: string): string {
  return type.startsWith('a ')
    ? type.slice(2).replace(/^(map|list|whole number|number)/, '$1s')
    : type;
}
