import type { BlockNode } from './block-tree.js';
import type { DeviceUse } from './device-state.js';
import type { SystemUses } from './system-uses.js';

/** What uses a block device, its partitions and what is built on them. Pure. */
export function usesOfBlock(tree: readonly BlockNode[], system: SystemUses): readonly DeviceUse[] {
  return tree.flatMap(({ name, number, holds }): DeviceUse[] => [
    ...(holds === undefined
      ? []
      : [{ kind: 'holder' as const, device: holds.below, by: name, type: holds.type }]),
    ...[
      ...new Set(
        system.mounts
          .filter((mount) => mount.number === number || mount.sourceNumber === number)
          .map((mount) => mount.at),
      ),
    ].map((at) => ({ kind: 'mount' as const, device: name, at })),
    ...(system.swaps.has(number) ? [{ kind: 'swap' as const, device: name }] : []),
  ]);
}

/** The uses of a file that stands for a device. Pure. */
export function usesOfFile(realPath: string, system: SystemUses): readonly DeviceUse[] {
  return [
    ...(system.swaps.has(realPath) ? [{ kind: 'swap' as const, device: realPath }] : []),
    ...(system.loops.get(realPath) ?? []).map((by) => ({
      kind: 'holder' as const,
      device: realPath,
      by,
      type: 'loop' as const,
    })),
  ];
}
