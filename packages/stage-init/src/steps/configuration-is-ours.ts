import { isFromElsewhere, restoredMarkFile } from '@hare/cluster';
import { HareError } from '@hare/base';
import { type Step } from '@hare/stage';
import type { InitSession } from '../init-session.js';

/**
 * What would be formatted was named on this machine: a description that restore took from a backup
 * made elsewhere is looked at by config first.
 */
export function configurationIsOurs(session: InitSession): Step {
  return {
    id: 'configuration-ours',
    title: 'Check where the cluster description came from',
    after: ['plan'],
    check: async (look) => {
      const decision = await look(session.decision);
      if (decision.kind !== 'format' || decision.because === 'always') return { ok: true };
      if (!isFromElsewhere(session.context.places)) return { ok: true, note: 'this machine' };
      return {
        ok: false,
        refuse: true,
        error: new HareError(
          'MKFS_FROM_BACKUP',
          'the cluster description came from a backup that this machine did not make: nothing ' +
            'is formatted because of it',
          {
            where: { file: restoredMarkFile(session.context.places) },
            hint: 'let config look at the devices first: hare_setup config --config URL',
          },
        ),
        findings: await look(session.wiped),
      };
    },
  };
}
