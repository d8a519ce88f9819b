import { commonValues, type CommonValues } from './options/common-values.js';
import type { ParsedOptions } from '@hare/cli';
import { type Places, resolvePlaces } from './places.js';
import type { Settings } from './settings.js';
import { loadSettings } from './settings/load-settings.js';

/** This machine as a command sees it that runs no stage: common options, settings and places. */
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
  const common = commonValues(options);
  const loaded = await loadSettings({
    env,
    file: common.settings,
    root: common.root,
    asRoot: uid === 0,
  });
  return { common, settings: loaded.settings, places: resolvePlaces(loaded, common.root) };
}
