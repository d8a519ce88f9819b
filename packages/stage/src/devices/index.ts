export * from './check-devices.js';
export * from './describe-device.js';
export * from './device-state.js';
export * from './device-warnings.js';
export * from './hold-devices.js';
export * from './look-at-devices.js';
export * from './node-devices.js';
export * from './seen-devices.js';
export { deviceProblem, type DeviceRule, type RuleContext } from './rules/device-rule.js';
