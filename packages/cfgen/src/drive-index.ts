import type { DiskRef } from '@hare/cdf';
import { HareError } from '@hare/confstore/error';
import type { Drive, Enclosure } from './hardware.js';

/** Finds data drives by what `disk_refs` say. */
export interface DriveIndex {
  /** All data drives, node by node, controller by controller. */
  readonly all: readonly Drive[];
  /** @throws HareError `CFGEN_DISK_REF` when no data drive, or more than one, has that path. */
  find(pool: string, ref: DiskRef): Drive;
}

/** An index of the data drives of all enclosures. */
export function indexDrives(enclosures: readonly Enclosure[]): DriveIndex {
  const all = enclosures.flatMap((enclosure) => enclosure.controllers.flatMap((controller) => controller.drives));
  const byPath = new Map<string, Drive[]>();
  const byNode = new Map<string, Map<string, Drive>>();
  for (const drive of all) {
    const { hostname } = drive.controller.enclosure;
    const drives = byPath.get(drive.path);
    if (drives === undefined) byPath.set(drive.path, [drive]);
    else drives.push(drive);
    const own = byNode.get(hostname) ?? new Map<string, Drive>();
    byNode.set(hostname, own.set(drive.path, drive));
  }
  return {
    all,
    find(pool, { path, node }) {
      const found = node === undefined ? byPath.get(path) : [byNode.get(node)?.get(path)];
      const [drive] = found ?? [];
      if (drive !== undefined && found?.length === 1) return drive;
      const where = node === undefined ? '' : ` of node ${node}`;
      const what = drive === undefined ? 'is no data device' : `is a data device of ${found?.length ?? 0} nodes`;
      throw new HareError('CFGEN_DISK_REF', `pool ${pool}: ${path}${where} ${what}`, { hint: 'correct disk_refs; hare-cdf validate shows the place' });
    },
  };
}
