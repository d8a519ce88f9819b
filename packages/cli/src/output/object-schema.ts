type Schema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of an object with these members and no others. Names that end in `?` are
 * optional.
 */
export function objectSchema(members: Schema): Schema {
  const names = Object.keys(members);
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name.replace('?', ''), value]),
    ),
    required: names.filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  };
}
