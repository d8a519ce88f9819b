/**
 * init as its bin runs it, but killed with SIGKILL before or after the apply of one step:
 * HARE_TEST_KILL=after:bootstrap.
 */
import { runStage } from '@hare/stage';
import { init } from '../dist/index.js';

const [moment, id] = (process.env.HARE_TEST_KILL ?? '').split(':');

function die() {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

function killing(step) {
  if (step.id !== id) return step;
  const apply = async (look) => {
    if (moment === 'before') await die();
    await step.apply(look);
    await die();
  };
  return { ...step, apply };
}

await runStage({ ...init, steps: async (context) => (await init.steps(context)).map(killing) });
