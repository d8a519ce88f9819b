import { HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import { bootstrapsOnMachine } from '../bootstrap/bootstraps-at-work.js';
import type { ClusterSession } from '../cluster-session.js';

/**
 * The bootstrap of a killed stage continues by itself; a second one at the same time would do harm,
 * so wait for the first.
 */
export function noBootstrapAtWork({ context, startMs }: ClusterSession): Step {
  const atWork = (): Promise<readonly number[]> => bootstrapsOnMachine(context);
  return {
    id: 'no-bootstrap-at-work',
    title: 'Check for a leftover hctl bootstrap',
    temporary: true,
    check: async () => {
      const pids = await atWork();
      return pids.length === 0
        ? { ok: true }
        : {
            ok: false,
            error: new HareError(
              'BOOTSTRAP_AT_WORK',
              `hctl bootstrap of an interrupted stage is still running: PID ${pids.join(', ')}`,
              { hint: 'wait until it ends' },
            ),
          };
    },
    apply: async () => {
      const deadline = new Date(context.now().getTime() + startMs);
      for (let pids = await atWork(); pids.length > 0; pids = await atWork()) {
        if (context.now() >= deadline)
          throw new HareError(
            'BOOTSTRAP_AT_WORK',
            'hctl bootstrap of an interrupted stage did not end within ' +
              `${Math.round(startMs / 1000)} s: PID ${pids.join(', ')}`,
            { hint: `check what it waits for; if it hangs, stop it: kill -TERM -${pids[0] ?? ''}` },
          );
        context.progress(
          `waiting for hctl bootstrap of an interrupted stage: PID ${pids.join(', ')}`,
          deadline,
        );
        await context.sleep(200);
      }
    },
  };
}
