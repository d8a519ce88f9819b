import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { firstOf } from '@hare/footprint';
import type { RestoreSession } from '../restore-session.js';

/**
 * Whoever brings settings of a backup, which decide what runs as root, was shown them and agreed.
 */
export function settingsAgreed({ context, plan }: RestoreSession, yes: boolean): Step {
  return {
    id: 'settings-agreed',
    title: 'Confirm the settings of the backup',
    after: ['backup-whole', 'backup-ours'],
    check: async (look) => {
      const { settings } = await look(plan);
      if (settings.length === 0) return { ok: true, note: 'no setting changes' };
      const lines = firstOf(settings);
      if (yes || context.dryRun)
        return { ok: true, warnings: lines.map((line) => `setting ${line}`) };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'RESTORE_SETTINGS_NOT_AGREED',
          'the settings of the backup decide what runs as root; nothing was changed',
          { hint: 'check the settings, then add --with-settings --yes to your command' },
        ),
        findings: lines,
      };
    },
  };
}
