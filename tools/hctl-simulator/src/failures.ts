import type { StateFolder } from './state-folder.js';
import { switches } from './switches.js';

/** How a switch is set in `fail.json`. */
export type FailureValue =
  boolean | number | string | { readonly value?: number | string; readonly times?: number };

/** The failures that are switched on for this call. */
export interface Failures {
  has(name: string): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
}

/** A switch that does not exist. */
export class UnknownSwitch extends Error {
  constructor(name: string) {
    super(`unknown failure switch ${name}; there are: ${Object.keys(switches).join(' ')}`);
  }
}

/**
 * Reads the switches of `HCTL_SIM_FAIL` (`status-noise,slow-start=3000`) and of `fail.json`, which
 * goes before it. A switch with `times` is on for that many calls that ask for it.
 */
export function readFailures(state: StateFolder, variable: string | undefined): Failures {
  const fromVariable = (variable ?? '')
    .split(',')
    .filter((word) => word !== '')
    .map((word): [string, FailureValue] => {
      const [name = '', ...value] = word.trim().split('=');
      return [name, value.length === 0 ? true : value.join('=')];
    });
  const all = new Map<string, FailureValue>([...fromVariable, ...Object.entries(state.failures())]);
  for (const name of all.keys()) if (!Object.hasOwn(switches, name)) throw new UnknownSwitch(name);
  const used = state.used();
  const value = (name: string): boolean | number | string | undefined => {
    const set = all.get(name);
    if (typeof set !== 'object') return set;
    return set.times === undefined || (used[name] ?? 0) < set.times ? (set.value ?? true) : false;
  };
  const isOn = (name: string): boolean =>
    ![undefined, false].includes(value(name) as undefined | false);
  return {
    has: isOn,
    text: (name) => (isOn(name) ? String(value(name)) : undefined),
    number: (name) => (isOn(name) ? Number(value(name)) : undefined),
  };
}

/** Counts a use of every switch of this call that is set with `times`. */
export async function countUse(state: StateFolder, call: string): Promise<void> {
  const limited = Object.entries(state.failures()).filter(
    ([name, set]) =>
      name.startsWith(`${call}-`) && typeof set === 'object' && set.times !== undefined,
  );
  if (limited.length === 0) return;
  const used = state.used();
  await state.setUsed({
    ...used,
    ...Object.fromEntries(limited.map(([name]) => [name, (used[name] ?? 0) + 1])),
  });
}
