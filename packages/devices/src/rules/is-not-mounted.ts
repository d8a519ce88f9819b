import { deviceProblem, type DeviceRule } from './device-rule.js';
import { isSystemMount } from './does-not-hold-system.js';

/** Neither the device nor a partition or volume on it is mounted. */
export const isNotMounted: DeviceRule = (device) => {
  const mounts = device.uses.flatMap((use) =>
    use.kind === 'mount' && !isSystemMount(use.at) ? [`${use.at} (${use.device})`] : [],
  );
  return mounts.length === 0
    ? undefined
    : deviceProblem(
        'DEVICE_MOUNTED',
        device,
        `is mounted: ${mounts.join(', ')}`,
        'check what is on it; if you do not need it, remove it from /etc/fstab and unmount ' +
          `it: umount ${mounts[0]?.split(' ')[0] ?? ''}`,
      );
};
