import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { ClusterSession } from '@hare/cluster';

/** No killed stage left an `hctl bootstrap` running. Only checks. */
export function noBootstrapNow(session: ClusterSession): Step {
  return {
    id: 'no-bootstrap-at-work',
    title: 'Check for a leftover hctl bootstrap',
    after: ['cluster'],
    check: async (look) => {
      const { atWork } = await look(session.found);
      const [pid] = atWork;
      if (pid === undefined) return { ok: true };
      return {
        ok: false,
        error: new HareError(
          'BOOTSTRAP_AT_WORK',
          `hctl bootstrap of an interrupted stage is still running: PID ${atWork.join(', ')}`,
          { hint: `wait until it ends; if it hangs, stop it: kill -TERM -${pid}` },
        ),
      };
    },
  };
}
