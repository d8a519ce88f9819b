import { deviceProblem, type DeviceRule } from './device-rule.js';

/** Where a running system lives. */
const systemMount = /^\/(|boot|usr|var|etc|opt|home|root|srv)$|^\/(boot|usr|var)\//;

/** True for the mount points of the running system itself. */
export function isSystemMount(at: string): boolean {
  return systemMount.test(at);
}

/** The device is not used by the running system. */
export const doesNotHoldSystem: DeviceRule = (device) => {
  const mounts = device.uses.flatMap((use) =>
    use.kind === 'mount' && isSystemMount(use.at) ? [`${use.at} (${use.device})`] : [],
  );
  return mounts.length === 0
    ? undefined
    : deviceProblem(
        'DEVICE_HOLDS_SYSTEM',
        device,
        `contains the running system: ${mounts.join(', ')}`,
        'use another drive in the ConfStore, then run config again',
      );
};
