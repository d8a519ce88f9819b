import path from 'node:path';
import { HareError, nearestHint, type Where } from '@hare/base';
import { type Problem, readData } from '@hare/base/schema';
import { defaultSettings, type Settings } from '../settings.js';
import { type EnvironmentSetting, environmentSettings } from './environment-settings.js';
import type { SettingsDocument } from './parse-settings-text.js';
import { readSettingsFile } from './read-settings-file.js';
import { flat, type SettingKey, settingKeys } from './setting-keys.js';
import type { GivenSettings } from './settings-schema.js';

export interface SettingsSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--settings` */
  readonly file?: string | undefined;
  /** `--root`, or empty. */
  readonly root: string;
  /** Files that others can write are refused. */
  readonly asRoot: boolean;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** The settings given by the user: their paths are used unchanged, without `--root`. */
  readonly given: ReadonlySet<SettingKey>;
}

/**
 * The settings from the environment, then the settings file, then defaults, validated. The schema
 * is loaded only when there is something to validate.
 * @throws HareError with every finding, each with file, line and column or the variable's name
 */
export async function loadSettings({
  env,
  file,
  root,
  asRoot,
}: SettingsSources): Promise<LoadedSettings> {
  const variables = environmentSettings(env);
  const prefixVariable = variables.find(({ key }) => key === 'prefix')?.value;
  const prefix =
    typeof prefixVariable === 'string' ? prefixVariable : path.join(root, defaultSettings.prefix);
  const document = await readSettingsFile(
    file,
    [path.join(prefix, 'conf'), path.join(root, '/etc/hare')],
    asRoot,
  );
  if (document === undefined && variables.length === 0)
    return { settings: defaultSettings, given: new Set() };
  const { settingsSchema } = await import('./settings-schema.js');
  const problems: HareError[] = [];
  const validate = (data: unknown, whereOf: SettingsDocument['where']): GivenSettings => {
    const reading = readData(settingsSchema, data ?? {});
    if (reading.ok) return reading.value;
    problems.push(...reading.problems.map((problem) => settingsProblem(problem, whereOf)));
    return {};
  };
  const fromFile =
    document === undefined ? {} : validate(document.data, (at) => document.where(at));
  const fromEnvironment = variables.map((variable) =>
    validate(nested(variable), () => ({ key: variable.variable })),
  );
  if (problems.length > 0)
    throw problems.length === 1 && problems[0] !== undefined
      ? problems[0]
      : new HareError('SETTINGS_INVALID', `${problems.length} settings are wrong`, { problems });
  const layers = [fromFile, ...fromEnvironment];
  return {
    settings: layers.reduce<Settings>(overlay, defaultSettings),
    given: new Set(
      layers.flatMap((layer) => Object.keys(withoutUndefined(flat(layer))) as SettingKey[]),
    ),
  };
}

function nested({ key, value }: EnvironmentSetting): Readonly<Record<string, unknown>> {
  const [first = '', second] = key.split('.');
  return second === undefined ? { [first]: value } : { [first]: { [second]: value } };
}

function overlay(below: Settings, above: GivenSettings): Settings {
  const merged = Object.entries(below).map(([name, value]: [string, unknown]) => {
    const given = (above as Readonly<Record<string, unknown>>)[name];
    return [
      name,
      isGroup(value) && isGroup(given)
        ? { ...value, ...withoutUndefined(given) }
        : (given ?? value),
    ] as const;
  });
  return Object.fromEntries(merged) as unknown as Settings;
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withoutUndefined(
  group: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined));
}

/**
 * One finding of the schema as an error with its place; unknown keys get the nearest known one as
 * hint.
 */
function settingsProblem(
  { atName, path, what }: Problem,
  whereOf: (path: readonly string[]) => Where,
): HareError {
  const names = path.map(String);
  const where = whereOf(names);
  const name = names.join('.');
  if (atName === true)
    return new HareError('SETTINGS_UNKNOWN_KEY', `unknown setting ${name}`, {
      where,
      hint: nearestHint(name, Object.keys(settingKeys)),
    });
  return new HareError('SETTINGS_WRONG_VALUE', path.length === 0 ? what : `setting ${what}`, {
    where,
    hint: 'correct it, or remove it to use the default',
  });
}
