import { HareError, nearestHint } from '@hare/base';
import {
  choice,
  decimal,
  type Infer,
  integer,
  openObject,
  optional,
  readData,
  refine,
  withDefault,
} from '@hare/base/schema';

const milliseconds = refine(decimal(), 0, (value, at) => {
  if (value <= 0) at.refuse('RANGE', 'must be a number above 0');
  return value;
});

const settings = openObject({
  status_repeats: withDefault(integer({ min: 1, max: 1000 }), 10),
  kv_operations: withDefault(integer({ min: 1, max: 100_000 }), 100),
  kv_concurrency: withDefault(integer({ min: 1, max: 256 }), 16),
  kv_value_bytes: withDefault(integer({ min: 1, max: 65_536 }), 256),
  max_status_ms: optional(milliseconds),
  max_kv_read_ms: optional(milliseconds),
  max_kv_write_ms: optional(milliseconds),
  unknown_devices: withDefault(choice('warning', 'failure'), 'warning'),
});

/** What a plan does, and what it takes for a failure; each may be set by a key `hare>test>NAME`. */
export type TestSettings = Infer<typeof settings>;

/** The names of the settings. */
export const testSettingNames: readonly string[] = Object.keys(settings.fields);

/**
 * Reads settings from the keys below `hare>test` in a ConfStore; numbers may be text.
 * @throws HareError `TEST_PARAM_INVALID` with every unknown name and wrong value at once
 */
export function parseTestSettings(values: ReadonlyMap<string, unknown>, url: string): TestSettings {
  const where = (name: string): { url: string; key: string } => ({ url, key: `hare>test>${name}` });
  const unknown = [...values.keys()]
    .filter((name) => !testSettingNames.includes(name))
    .map((name) => {
      return new HareError('TEST_PARAM_UNKNOWN', `unknown setting ${name} of test`, {
        where: where(name),
        hint: nearestHint(name, testSettingNames),
      });
    });
  const reading = readData(settings, values);
  const wrong = reading.ok
    ? []
    : reading.problems.map(
        ({ what, path }) =>
          new HareError('TEST_PARAM_WRONG', what, { where: where(path.join('>')) }),
      );
  const problems = [...unknown, ...wrong];
  if (reading.ok && problems.length === 0) return reading.value;
  throw new HareError(
    'TEST_PARAM_INVALID',
    `--param contains ${problems.length} wrong ` +
      `${problems.length === 1 ? 'setting' : 'settings'} of test`,
    { where: { url }, problems, hint: 'correct the listed keys' },
  );
}
