import { HareError } from '@hare/base';
import type { Fails, Look, Step } from '@hare/stage';
import type { InitDecision } from '../decide-init.js';
import type { InitSession } from '../init-session.js';

type Refusal = Extract<InitDecision, { readonly kind: 'refuse' }>;

/**
 * Formatting is still what there is to do and possible now, and whoever asked for it again has
 * confirmed what it wipes.
 */
export function mkfsAllowed(session: InitSession): Step {
  return {
    id: 'mkfs-allowed',
    title: 'Formatting is as it was asked for',
    after: ['plan'],
    check: async (look) => {
      const { options } = session.context;
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
            'the record of mkfs was changed by somebody else while this ran: nothing was formatted',
            { hint: 'run init again: hare_setup init' },
          ),
        };
      if (decision.kind !== 'format') return { ok: true, note: 'nothing is formatted' };
      const wiped = await look(session.wiped);
      if (options.mkfs === 'always' && !options.yes)
        return {
          ok: false,
          refuse: true,
          error: new HareError(
            'MKFS_NOT_AGREED',
            'formatting again wipes all data of the cluster',
            { hint: 'look at the list, and confirm with --yes only if all of it may be lost' },
          ),
          findings: wiped,
        };
      return {
        ok: true,
        note: `${wiped.length} ${wiped.length === 1 ? 'device is' : 'devices are'} formatted`,
      };
    },
  };
}

/** What is told about a refusal, and what to do about it. */
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
          'Motr has worked on this machine, and no record says whether its devices may be ' +
            'formatted',
          {
            hint:
              'start the cluster as it is, then run init again, which records that it is ' +
              `formatted: hctl bootstrap ${session.context.places.cdfFile}; only if all ` +
              'its data may be lost: hare_setup init --mkfs=always --yes',
          },
        ),
        findings: await look(session.motrData),
      };
    case 'was-started':
      return {
        error: new HareError(
          'MKFS_UNRECORDED',
          'mkfs was begun and not seen to end, and an ioservice of the cluster was started ' +
            'since: its devices may hold data',
          {
            hint:
              'start the cluster as it is, then run init again, which records that it is ' +
              `formatted: hctl bootstrap ${session.context.places.cdfFile}; only if all ` +
              'its data may be lost: hare_setup init --mkfs=always --yes',
          },
        ),
      };
    case 'always-while-running':
      return {
        error: new HareError(
          'MKFS_WHILE_RUNNING',
          'the cluster runs: its devices are not formatted',
          { hint: 'shut it down first: hctl shutdown' },
        ),
      };
    case 'always-not-first':
      return {
        error: new HareError(
          'MKFS_NOT_FIRST_NODE',
          'the first node of the description formats, and this is another',
          { hint: `run init on ${(await session.cluster.cdf()).model.nodes[0]?.hostname ?? 'it'}` },
        ),
      };
  }
}
