import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { PackageManager } from '../package-manager.js';
import { parsePackageRequirement, satisfies } from '../package-requirement.js';

/**
 * RFC 20, post_install 1: one package of Motr, Hare or Consul is installed; `requirement` may ask
 * for a version: `cortx-motr>=2.0.0-5`.
 */
export function packageInstalled(
  manager: () => Promise<PackageManager>,
  requirement: string,
): Step {
  const wanted = parsePackageRequirement(requirement);
  const { name, relation, version } = wanted;
  return {
    id: `package-${name}`,
    title:
      version === undefined
        ? `Check package ${name}`
        : `Check package ${name} ${relation ?? ''} ${version}`,
    check: async () => {
      const found = await manager();
      const { kind, database } = found;
      const installed = await found.version(name);
      const install = kind === 'rpm' ? 'dnf install' : 'apt-get install';
      if (installed === undefined)
        return {
          ok: false,
          error: new HareError(
            'PACKAGE_MISSING',
            `package ${name} is not installed (${kind} database ${database})`,
            { hint: `install it: ${install} ${name}` },
          ),
        };
      if (version === undefined || satisfies(wanted, await found.compare(installed, version)))
        return { ok: true, note: installed };
      return {
        ok: false,
        error: new HareError(
          'PACKAGE_VERSION',
          `package ${name} has version ${installed}, but ${relation ?? ''} ${version} is ` +
            `required (${kind} database ${database})`,
          { hint: `install a matching version: ${install} ${name}` },
        ),
      };
    },
  };
}
