import { deviceProblem, type DeviceRule } from './device-rule.js';
import type { HolderType } from '../device-state.js';

const held: Readonly<Record<HolderType, string>> = {
  lvm: 'is part of LVM',
  md: 'is part of an md array',
  crypt: 'is part of an encrypted volume',
  multipath: 'is one path of a multipath device',
  bcache: 'is part of a bcache device',
  loop: 'is used by a loop device',
  'device-mapper': 'is part of a device-mapper device',
  other: 'is part of another device',
};

const members: Readonly<Record<string, HolderType>> = {
  LVM2_member: 'lvm',
  LVM1_member: 'lvm',
  linux_raid_member: 'md',
  mpath_member: 'multipath',
};

/** The device is not part of LVM, md or any other device, assembled or not. */
export const isNotMember: DeviceRule = (device) => {
  const holders = device.uses.filter((use) => use.kind === 'holder');
  const [holder] = holders;
  if (holder !== undefined) {
    const hint =
      holder.type === 'multipath'
        ? `use the multipath device instead: /dev/${holder.by}`
        : 'use another drive in the ConfStore, or remove this one from there';
    return deviceProblem(
      'DEVICE_MEMBER',
      device,
      `${held[holder.type]}: ${holders.map((use) => `${use.by} on ${use.device}`).join(', ')}`,
      hint,
    );
  }
  const type = device.signatures
    .map((signature) => members[signature])
    .find((member) => member !== undefined);
  return type === undefined
    ? undefined
    : deviceProblem(
        'DEVICE_MEMBER',
        device,
        `${held[type]} (not assembled)`,
        'check what is on it; if you do not need it, remove the signature yourself: wipefs ' +
          device.path,
      );
};

/** True for signatures that this rule reports. */
export function isMemberSignature(signature: string): boolean {
  return Object.hasOwn(members, signature);
}
