import type { Look } from '@hare/stage';
import { keepKv } from '@hare/footprint';
import type { InitSession } from './init-session.js';
import { newRecord } from './new-record.js';

/**
 * That mkfs begins is known before it does, so that a crash is known afterwards: in the state
 * folder, and in the KV while one answers, for the other nodes, which see from it that a cluster
 * that runs now is only started to be formatted. When it does not begin after all, the records are
 * as before. The devices are claimed before the last look at them, until hctl is done: nothing can
 * be mounted in between.
 */
export async function aroundBootstrap(
  session: InitSession,
  look: Look,
  act: () => Promise<void>,
): Promise<void> {
  if (!(await look.first(session.plan)).mkfs) return act();
  return session.holding(look, () => withRecord(session, look, act));
}

async function withRecord(
  session: InitSession,
  look: Look,
  act: () => Promise<void>,
): Promise<void> {
  const { memory, cluster } = session;
  const [inFile, inKv] = [await look(memory.inFile), await look(memory.inKv)];
  const started = await newRecord(session, 'started');
  await memory.writeFile(started);
  if (inKv.kind === 'answered') await memory.writeKv(started);
  try {
    await keepKv(session.context);
    await act();
  } catch (error) {
    if (cluster.progress.start === 'untouched') {
      await memory.writeFile(inFile);
      if (inKv.kind === 'answered') await memory.writeKv(inKv.record);
    }
    throw error;
  }
  // mkfs is over when hctl has returned 0, whatever the services do afterwards: from here on
  // nothing leads to a second one.
  await memory.writeFile({
    ...started,
    state: 'formatted',
    time: session.context.now().toISOString(),
  });
}
