export type {} from './error-codes.js';
export { checkDevices, mkfsRules, mkfsRulesWhileOpen, prepareRules } from './check-devices.js';
export { describeDevice, formatBytes } from './describe-device.js';
export type { DeviceIdentity, DeviceState } from './device-state.js';
export { deviceWarnings } from './device-warnings.js';
export { type HeldDevices, withDevicesHeld } from './hold-devices.js';
export { lookAtDevices } from './look-at-devices.js';
export { deviceRole, nodeDevices } from './node-devices.js';
export { readSeenDevices, seenDevicesFile, writeSeenDevices } from './seen-devices.js';
