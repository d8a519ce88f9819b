import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { readUpgradeRecord } from '../upgrade-record.js';
import type { UpgradeSession } from '../upgrade-session.js';

/** No package is older than the last upgrade found it: a downgrade is refused. */
export function packagesNotOlder({ context, manager }: UpgradeSession): Step {
  return {
    id: 'not-older',
    title: 'No package is older than at the last upgrade',
    check: async () => {
      const record = await readUpgradeRecord(context.places);
      if (record === undefined)
        return { ok: true, note: 'this is the first upgrade: it records the versions' };
      const found = await manager();
      // Versions of one manager say nothing about those of another.
      if (found.kind !== record.manager)
        return {
          ok: true,
          warnings: [
            `the last upgrade asked ${record.manager}, this machine now has ${found.kind}: ` +
              'versions are not compared',
          ],
        };
      const findings: string[] = [];
      for (const [name, before] of Object.entries(record.packages)) {
        const now = await found.version(name);
        if (now !== undefined && (await found.compare(now, before)) < 0)
          findings.push(`${name} has version ${now}, and had ${before}`);
      }
      if (findings.length === 0) return { ok: true };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'PACKAGE_DOWNGRADED',
          `${findings.length} ${findings.length === 1 ? 'package is' : 'packages are'} older ` +
            'than at the last upgrade',
          {
            hint:
              'install the newer version again; to go back, restore a backup from before ' +
              'that upgrade: hare_setup restore --target URL',
          },
        ),
        findings,
      };
    },
  };
}
