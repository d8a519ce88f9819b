/** The names in a map, or in an object as JSON gives it; undefined for anything else. */
export function namesIn(value: unknown): readonly string[] | undefined {
  if (value instanceof Map) return [...(value as ReadonlyMap<string, unknown>).keys()];
  return isObject(value) ? Object.keys(value) : undefined;
}

/** What stands under a name of a map or object, or at a position of a list. */
export function memberOf(value: unknown, segment: string | number): unknown {
  if (typeof segment === 'number')
    return Array.isArray(value) ? (value as readonly unknown[])[segment] : undefined;
  if (value instanceof Map) return (value as ReadonlyMap<string, unknown>).get(segment);
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof Map)
  );
}
