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
    title: 'Check the origin of the cluster description',
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
          'the cluster description comes from a backup of another machine; nothing was formatted',
          {
            where: { file: restoredMarkFile(session.context.places) },
            hint: 'run config first, which checks the devices: hare_setup config --config URL',
          },
        ),
        findings: await look(session.wiped),
      };
    },
  };
}
