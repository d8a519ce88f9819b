import type { Step } from '../../step.js';
import type { PackageManager } from '../package-manager.js';

/** RFC 20, post_install 1: one package of Motr, Hare or Consul is installed. */
export function packageInstalled(manager: () => Promise<PackageManager>, name: string): Step {
  return {
    id: `package-${name}`,
    title: `Package ${name} is installed`,
    check: async () => {
      const found = await manager();
      const { kind, database } = found;
      const installed = await found.version(name);
      if (installed !== undefined) return { ok: true, note: installed };
      return {
        ok: false,
        code: 'PACKAGE_MISSING',
        reason: `package ${name} is not installed (${kind} database ${database})`,
        hint: kind === 'rpm' ? `install it: dnf install ${name}` : `install it: apt-get install ${name}`,
      };
    },
  };
}
