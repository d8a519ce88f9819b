import type { Step } from '@hare/stage';
import type { PackageManager } from '@hare/os-packages';

const optional: Readonly<Record<string, string>> = {
  'cortx-s3server': 'needed only for S3 clients',
  'cortx-py-utils': 'needed only by the older Python tools',
};

/** Packages that some clusters do without: a warning each when missing. */
export function optionalPackages(manager: () => Promise<PackageManager>): Step {
  return {
    id: 'optional-packages',
    title: 'Check optional packages',
    check: async () => {
      const database = await manager();
      const warnings: string[] = [];
      for (const [name, why] of Object.entries(optional)) {
        if ((await database.version(name)) === undefined)
          warnings.push(`package ${name} is not installed: ${why}`);
      }
      return { ok: true, warnings };
    },
  };
}
