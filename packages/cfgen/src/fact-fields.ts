/** The fields of one entry of facts, a map or its JSON text; undefined when neither. */
export function factFields(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value === 'string') {
    try {
      return factFields(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  if (value instanceof Map) return Object.fromEntries(value as ReadonlyMap<string, unknown>);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
