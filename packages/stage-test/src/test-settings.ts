import * as z from 'zod';
import { HareError, nearestHint } from '@hare/base';

const count = (most: number): z.ZodType<number> => z.coerce.number().int().min(1).max(most);
const milliseconds = z.coerce.number().positive();

const shape = {
  status_repeats: count(1000).default(10),
  kv_operations: count(100_000).default(100),
  kv_concurrency: count(256).default(16),
  kv_value_bytes: count(65_536).default(256),
  max_status_ms: milliseconds.optional(),
  max_kv_read_ms: milliseconds.optional(),
  max_kv_write_ms: milliseconds.optional(),
  unknown_devices: z.enum(['warning', 'failure']).default('warning'),
};

/** What a plan does, and what it takes for a failure; each may be set by a key `hare>test>NAME`. */
export type TestSettings = z.infer<z.ZodObject<typeof shape>>;

/** The names of the settings. */
export const testSettingNames: readonly string[] = Object.keys(shape);

/**
 * Reads settings from what stands below `hare>test` in a ConfStore; numbers may come as text.
 * @throws HareError `TEST_PARAM_INVALID` with every unknown name and wrong value at once
 */
export function parseTestSettings(values: ReadonlyMap<string, unknown>, url: string): TestSettings {
  const where = (name: string): { url: string; key: string } => ({ url, key: `hare>test>${name}` });
  const unknown = [...values.keys()]
    .filter((name) => !testSettingNames.includes(name))
    .map((name) => {
      return new HareError('TEST_PARAM_UNKNOWN', `there is no setting ${name} of test`, {
        where: where(name),
        hint: nearestHint(name, testSettingNames),
      });
    });
  const parsed = z.object(shape).safeParse(Object.fromEntries(values));
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map(
        (issue) =>
          new HareError(
            'TEST_PARAM_WRONG',
            `${issue.path.join('>')} is ${JSON.stringify(values.get(String(issue.path[0])))}: ${issue.message}`,
            { where: where(issue.path.join('>')) },
          ),
      );
  const problems = [...unknown, ...wrong];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new HareError(
    'TEST_PARAM_INVALID',
    `--param has ${problems.length} wrong ${problems.length === 1 ? 'setting' : 'settings'} of test`,
    { where: { url }, problems, hint: 'correct these keys' },
  );
}
