import { HareError } from '@hare/base';
import type { Fails, Look, Step } from '@hare/stage';
import type { InitDecision } from '../decide-init.js';
import type { InitSession } from '../init-session.js';

type Refusal = Extract<InitDecision, { readonly kind: 'refuse' }>;

/**
 * Formatting is still the decision and possible now, and formatting again was confirmed with all
 * that it wipes.
 */
export function mkfsAllowed(session: InitSession): Step {
  return {
    id: 'mkfs-allowed',
    title: 'Check that formatting is allowed',
    after: ['plan'],
    check: async (look) => {
      const decision = await look(session.decision);
      if (decision.kind === 'refuse')
        return { ok: false, refuse: true, ...(await refusal(decision.because, session, look)) };
      const isOvertaken =
        (await look.first(session.decision)).kind === 'format' &&
        ['nothing', 'start', 'wait'].includes(decision.kind);
      if (isOvertaken)
        return {
          ok: false,
          refuse: true,
          error: new HareError(
            'MKFS_OVERTAKEN',
            'another process changed the mkfs record while init ran; nothing was formatted',
            { hint: 'check what init would do now: hare_setup init --dry-run' },
          ),
        };
      if (decision.kind !== 'format') return { ok: true, note: 'nothing to format' };
      const wiped = await look(session.wiped);
      return {
        ok: true,
        note: `${wiped.length} ${wiped.length === 1 ? 'device' : 'devices'} to format`,
      };
    },
  };
}

/** The text of a refusal, and what to do about it. */
async function refusal(
  because: Refusal['because'],
  session: InitSession,
  look: Look,
): Promise<Pick<Fails, 'error' | 'findings'>> {
  switch (because) {
    case 'motr-data':
      return {
        error: new HareError(
          'MKFS_UNRECORDED',
          'the devices may contain data: Motr has run on this machine, but there is no mkfs record',
          {
            hint:
              'start the cluster as it is; the next init records that it is formatted: hctl ' +
              `bootstrap ${session.context.places.cdfFile}`,
          },
        ),
        findings: await look(session.motrData),
      };
    case 'was-started':
      return {
        error: new HareError(
          'MKFS_UNRECORDED',
          'the devices may contain data: formatting did not finish, but an ioservice has ' +
            'started since',
          {
            hint:
              'start the cluster as it is; the next init records that it is formatted: hctl ' +
              `bootstrap ${session.context.places.cdfFile}`,
          },
        ),
      };
    case 'always-while-running':
      return {
        error: new HareError(
          'MKFS_WHILE_RUNNING',
          'the cluster is running, so its devices cannot be formatted',
          { hint: 'stop the cluster first: hctl shutdown' },
        ),
      };
    case 'always-not-first':
      return {
        error: new HareError(
          'MKFS_NOT_FIRST_NODE',
          'only the first node formats the cluster, and this is another node',
          { hint: `run init on ${(await session.cluster.cdf()).model.nodes[0]?.hostname ?? 'it'}` },
        ),
      };
  }
}
