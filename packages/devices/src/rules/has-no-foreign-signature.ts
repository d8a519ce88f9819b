import { deviceProblem, type DeviceRule } from './device-rule.js';
import { isMemberSignature } from './is-not-member.js';

/**
 * The device carries no file system, partition table or other signature: Motr's own data has none
 * that wipefs knows.
 */
export const hasNoForeignSignature: DeviceRule = (device) => {
  const foreign = device.signatures.filter((signature) => !isMemberSignature(signature));
  return foreign.length === 0
    ? undefined
    : deviceProblem(
        'DEVICE_SIGNATURE',
        device,
        `has a foreign signature: ${foreign.join(', ')}`,
        'check what is on it; if you do not need it, remove the signature yourself: wipefs ' +
          device.path,
      );
};
