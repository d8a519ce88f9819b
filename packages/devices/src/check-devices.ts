import type { HareError } from '@hare/base';
import type { DeviceIdentity, DeviceState } from './device-state.js';
import type { DeviceRule } from './rules/device-rule.js';
import { doesNotHoldSystem } from './rules/does-not-hold-system.js';
import { exists } from './rules/exists.js';
import { hasNoForeignSignature } from './rules/has-no-foreign-signature.js';
import { isBlockDevice } from './rules/is-block-device.js';
import { isLargeEnough } from './rules/is-large-enough.js';
import { isNamedOnce } from './rules/is-named-once.js';
import { isNotBusy } from './rules/is-not-busy.js';
import { isNotMember } from './rules/is-not-member.js';
import { isNotMounted } from './rules/is-not-mounted.js';
import { isNotSwap } from './rules/is-not-swap.js';
import { isReadable } from './rules/is-readable.js';
import { isSameDevice } from './rules/is-same-device.js';
import { isWritable } from './rules/is-writable.js';

/** What prepare asks of every device of this node. */
export const prepareRules: readonly DeviceRule[] = [
  exists,
  isBlockDevice,
  isReadable,
  isWritable,
  isLargeEnough,
  isNamedOnce,
  doesNotHoldSystem,
  isNotMounted,
  isNotSwap,
  isNotMember,
  isNotBusy,
];

/** Additional checks before a device is formatted. */
export const mkfsRules: readonly DeviceRule[] = [
  ...prepareRules,
  hasNoForeignSignature,
  isSameDevice,
];

/** What may be asked of devices that a cluster left by an interrupted stage still has open. */
export const mkfsRulesWhileOpen: readonly DeviceRule[] = mkfsRules.filter(
  (rule) => rule !== isNotBusy,
);

export interface CheckDevicesOptions {
  readonly rules: readonly DeviceRule[];
  /** Setting `devices.allowFiles`. */
  readonly allowFiles: boolean;
  /** By path: what config saw. */
  readonly expected?: ReadonlyMap<string, DeviceIdentity> | undefined;
}

/**
 * Every reason for which these devices must not be used, all at once, in the order of the devices.
 * Pure.
 */
export function checkDevices(
  devices: readonly DeviceState[],
  { rules, allowFiles, expected }: CheckDevicesOptions,
): readonly HareError[] {
  return devices.flatMap((device) =>
    rules.flatMap(
      (rule) =>
        rule(device, { allowFiles, expected: expected?.get(device.path), all: devices }) ?? [],
    ),
  );
}
