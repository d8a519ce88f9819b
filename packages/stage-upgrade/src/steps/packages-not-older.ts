import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { readUpgradeRecord } from '../upgrade-record.js';
import type { UpgradeSession } from '../upgrade-session.js';

/** No package is older than the last upgrade found it: a downgrade is refused. */
export function packagesNotOlder({ context, manager }: UpgradeSession): Step {
  return {
    id: 'not-older',
    title: 'Compare package versions with the last upgrade',
    check: async () => {
      const record = await readUpgradeRecord(context.places);
      if (record === undefined)
        return { ok: true, note: 'first upgrade: no versions recorded yet' };
      const found = await manager();
      // Versions of one manager say nothing about those of another.
      if (found.kind !== record.manager)
        return {
          ok: true,
          warnings: [
            `versions not compared: the last upgrade used ${record.manager}, this machine ` +
              `uses ${found.kind}`,
          ],
        };
      const findings: string[] = [];
      for (const [name, before] of Object.entries(record.packages)) {
        const now = await found.version(name);
        if (now !== undefined && (await found.compare(now, before)) < 0)
          findings.push(`${name} has version ${now}, before it had ${before}`);
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
              'install the newer version, or restore a backup from before the upgrade: ' +
              'hare_setup restore --target URL',
          },
        ),
        findings,
      };
    },
  };
}
