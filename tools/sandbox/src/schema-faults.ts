import Ajv from 'ajv';

/**
 * Why data is not what a published JSON Schema says; empty when it is. The judge is not ours. It
 * knows an older draft, whose keywords are the same for what we use.
 */
export function schemaFaults(published: object, data: unknown): readonly string[] {
  const { $schema: _, ...schema } = published as Readonly<Record<string, unknown>>;
  const ajv = new Ajv({ allErrors: true });
  const validate = ajv.compile(schema);
  return validate(data) === true
    ? []
    : (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`);
}
