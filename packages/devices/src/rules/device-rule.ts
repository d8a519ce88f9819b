import { type ErrorCode, HareError } from '@hare/base';
import type { DeviceIdentity, DeviceState } from '../device-state.js';

/** What a rule may ask about besides the device itself. */
export interface RuleContext {
  /** Setting `devices.allowFiles`. */
  readonly allowFiles: boolean;
  /** What config saw under this path, if it recorded that. */
  readonly expected?: DeviceIdentity | undefined;
  /** All devices that are checked together. */
  readonly all: readonly DeviceState[];
}

/** A reason why a device must not be formatted; none if the rule passes. */
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
