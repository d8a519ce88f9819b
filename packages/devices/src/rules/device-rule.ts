import { type ErrorCode, HareError } from '@hare/base';
import type { DeviceIdentity, DeviceState } from '../device-state.js';

/** What a rule may ask beside the device itself. */
export interface RuleContext {
  /** Setting `devices.allowFiles`. */
  readonly allowFiles: boolean;
  /** What config saw under this path, if it recorded that. */
  readonly expected?: DeviceIdentity | undefined;
  /** All devices that are checked together. */
  readonly all: readonly DeviceState[];
}

/** Something for which a device must not be formatted; nothing when the rule holds. */
export type DeviceRule = (device: DeviceState, context: RuleContext) => HareError | undefined;

/** The error of a rule: `/dev/sdb is mounted at /mnt`. */
export function deviceProblem(
  code: ErrorCode,
  device: DeviceState,
  what: string,
  hint: string,
): HareError {
  return new HareError(code, `${device.path} ${what}`, { hint });
}
