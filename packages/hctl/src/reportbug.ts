import type { HctlContext } from './create-hctl.js';
import type { ReportbugOptions } from './hctl.js';
import { hctlFailure } from './hctl-failure.js';

/** Lets `hctl reportbug` write its archive, `<folder>/hare/hare_<id>.tar.gz`. */
export async function reportbug(context: HctlContext, options: ReportbugOptions): Promise<void> {
  const { id, folder, logDir, configDir, timeoutMs = 60_000 } = options;
  const result = await context.run(
    [context.binary, 'reportbug', '-b', id, '-t', folder, '-l', logDir, '-c', configDir],
    { timeoutMs, output: 'ends', afterInterruption: context.afterInterruption },
  );
  if (result.exitCode === 0 && !result.timedOut) return;
  throw hctlFailure('hctl reportbug', result, {
    code: 'HCTL_REPORTBUG_FAILED',
    hint: 'the bundle does not include its output',
    mask: context.mask,
  });
}
