import type { StageContext } from '@hare/stage';
import { findHctl } from '@hare/hctl';
import { putText, type Bundle } from '../bundle.js';

/** What `hctl status` and `hctl status --json -d` print, and how they end. */
export async function collectStatus(bundle: Bundle, context: StageContext): Promise<void> {
  const { settings, env, places } = context;
  const hctl = findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix });
  for (const [name, words] of [
    ['status.txt', ['status']],
    ['status-json.txt', ['status', '--json', '-d']],
  ] as const) {
    const { stdout, stderr, exitCode, signal, timedOut, durationMs } = await context.run(
      [hctl, ...words],
      { timeoutMs: settings.timeouts.status },
    );
    const ending = timedOut
      ? `timed out after ${durationMs} ms`
      : `exit ${exitCode ?? signal ?? 'unknown'} after ${durationMs} ms`;
    await putText(
      bundle,
      `hctl/${name}`,
      `${hctl} ${words.join(' ')}`,
      `$ hctl ${words.join(' ')}\n# ${ending}\n# stdout:\n${stdout}\n# stderr:\n${stderr}\n`,
      context.now(),
    );
  }
}
