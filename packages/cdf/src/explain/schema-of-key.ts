import type { JsonSchema } from '@hare/base/schema';

/**
 * The schema of a key in the schema of a dialect: names in braces are any name, or the first of
 * several; `[i]` is any position.
 */
export function schemaOfKey(root: JsonSchema, key: string): JsonSchema | undefined {
  let places: readonly JsonSchema[] = forms(root);
  for (const part of key.split('>')) {
    const [, name = '', position] = /^(.*?)(\[\w+\])?$/.exec(part) ?? [];
    const [first = ''] = name.replace(/^\{(.*)\}$/, '$1').split(',');
    const isAnyName = name.startsWith('{') && !name.includes(',');
    places = places
      .flatMap((place) => inside(place, isAnyName ? undefined : first, root))
      .flatMap(forms);
    if (position !== undefined)
      places = places
        .flatMap((place) => (place['items'] === undefined ? [] : [place['items'] as JsonSchema]))
        .flatMap(forms);
  }
  return places.length > 1 ? { anyOf: places } : places[0];
}

function forms(schema: JsonSchema): readonly JsonSchema[] {
  const parts = (['anyOf', 'allOf', 'oneOf'] as const).flatMap((word) =>
    ((schema[word] as readonly JsonSchema[] | undefined) ?? []).flatMap(forms),
  );
  return parts.length === 0
    ? [schema]
    : [...(schema['properties'] === undefined ? [] : [schema]), ...parts];
}

function inside(
  schema: JsonSchema,
  name: string | undefined,
  root: JsonSchema,
): readonly JsonSchema[] {
  const named =
    name === undefined
      ? undefined
      : (schema['properties'] as Readonly<Record<string, JsonSchema>> | undefined)?.[name];
  if (named !== undefined) return [named];
  const patterned = Object.entries(
    (schema['patternProperties'] ?? {}) as Readonly<Record<string, JsonSchema>>,
  ).filter(([pattern]) => name === undefined || new RegExp(pattern).test(name));
  if (patterned.length > 0) return patterned.map(([, found]) => found);
  const others = schema['additionalProperties'];
  if (typeof others === 'object' && others !== null) return [others as JsonSchema];
  // The values of a map whose names come from another part of the document are among the
  // definitions.
  return name === undefined
    ? Object.values((root['$defs'] ?? {}) as Readonly<Record<string, JsonSchema>>)
    : [];
}
