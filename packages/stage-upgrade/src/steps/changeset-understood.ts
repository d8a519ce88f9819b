import type { Step } from '@hare/stage';
import type { UpgradeSession } from '../upgrade-session.js';

/** The changeset can be read, and every key of it says what is to be done. */
export function changesetUnderstood({ changes }: UpgradeSession): Step {
  return {
    id: 'changeset',
    title: 'Read the changeset',
    check: async () => {
      const all = await changes();
      const count = (kind: (typeof all)[number]['kind']): number =>
        all.filter((change) => change.kind === kind).length;
      return {
        ok: true,
        note: `${count('new')} new, ${count('changed')} changed, ${count('deleted')} deleted`,
        ...(all.length === 0 ? { warnings: ['the changeset contains no keys'] } : {}),
      };
    },
  };
}
