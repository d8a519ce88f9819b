import type { ParsedOptions } from '@hare/cli';
import type { ProcessIo } from '@hare/cli/output';
import { commonValues, type CommonValues } from './options/common-values.js';
import { type Places, resolvePlaces } from './places.js';
import type { Settings } from './settings.js';
import { loadSettings } from './settings/load-settings.js';

/** This machine as a call sees it: common options, settings and places. */
export interface Machine {
  readonly common: CommonValues;
  readonly settings: Settings;
  readonly places: Places;
}

/**
 * Settings and places by a command's common options. @throws HareError for wrong usage and wrong
 * settings
 */
export async function loadMachine(
  options: ParsedOptions,
  env: Readonly<Record<string, string | undefined>>,
  uid: number,
): Promise<Machine> {
  return machineOf(commonValues(options), { env, uid });
}

/** The same by common options that are read already. @throws HareError for wrong settings */
export async function machineOf(
  common: CommonValues,
  { env, uid }: Pick<ProcessIo, 'env' | 'uid'>,
): Promise<Machine> {
  const { settings: file, root } = common;
  const loaded = await loadSettings({ env, file, root, asRoot: uid === 0 });
  return { common, settings: loaded.settings, places: resolvePlaces(loaded, root) };
}
