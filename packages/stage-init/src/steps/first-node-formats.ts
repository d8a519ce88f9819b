import { HareError } from '@hare/base';
import type { Look, Step } from '@hare/stage';
import type { MkfsRecord } from '@hare/cluster';
import type { InitSession } from '../init-session.js';

/**
 * On the other nodes: the first node of the description has formatted and started the cluster. It
 * is waited for.
 */
export function firstNodeFormats(session: InitSession): Step {
  const { context, cluster, memory } = session;
  const known = async (look: Look): Promise<MkfsRecord | undefined> => {
    const file = await look(memory.inFile);
    if (file?.state === 'done') return file;
    const answer = await look(memory.inKv);
    return answer.kind === 'answered' && answer.record?.state === 'done'
      ? answer.record
      : undefined;
  };
  return {
    id: 'first-node',
    title: 'Wait for the first node to format the cluster',
    after: ['plan'],
    check: async (look) => {
      if ((await look.first(session.decision)).kind !== 'wait')
        return { ok: true, note: 'not needed' };
      const record = await look(memory.inFile);
      if (record?.state === 'done')
        return { ok: true, note: `formatted at ${record.time} on ${record.host}` };
      return {
        ok: false,
        error: new HareError(
          'STEP_NOT_EFFECTIVE',
          `${(await cluster.cdf()).model.nodes[0]?.hostname ?? 'the first node'} has not ` +
            'formatted the cluster yet',
        ),
      };
    },
    apply: async (look) => {
      const first = (await cluster.cdf()).model.nodes[0]?.hostname ?? 'the first node';
      const deadline = new Date(context.now().getTime() + cluster.startMs);
      for (;;) {
        const record = await known(look.again());
        if (record !== undefined) return memory.writeFile(record);
        if (context.now() >= deadline)
          throw new HareError(
            'FIRST_NODE_NOT_READY',
            `${first} did not format the cluster within ${Math.round(cluster.startMs / 1000)} s`,
            { hint: `run init on ${first}; to see its state there: hare_setup status` },
          );
        context.progress(`waiting for ${first} to format and start the cluster`, deadline);
        await context.sleep(1000);
      }
    },
  };
}
