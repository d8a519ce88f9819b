import type { HctlContext } from './create-hctl.js';
import type { BootstrapOptions } from './hctl.js';
import { hctlFailure } from './hctl-failure.js';

/** Starts the cluster with `hctl bootstrap`; an interruption leaves it time to end by itself. */
export async function bootstrap(context: HctlContext, options: BootstrapOptions): Promise<void> {
  const words = bootstrapWords(options);
  const until = new Date(Date.now() + context.timeouts.bootstrap);
  const result = await context.run([context.binary, ...words], {
    timeoutMs: context.timeouts.bootstrap,
    writes: true,
    noteSuccess: options.noteSuccess,
    onOutput: (line) => context.progress(`hctl bootstrap: ${withoutTime(line)}`, until),
    afterInterruption: context.afterInterruption,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (result.exitCode === 0 && !result.timedOut) return;
  throw hctlFailure('hctl bootstrap', result, {
    code: 'HCTL_BOOTSTRAP_FAILED',
    hint:
      'fix the cause in its output; for errors of mkfs and the services of Motr, check the ' +
      "journal: journalctl -b -n 100 -u 'motr-mkfs@*' -u 'm0d@*'",
    mask: context.mask,
  });
}

/** `hctl bootstrap [--mkfs] [--xprt lnet|libfab] CDF` or `… -c DIR`, without the command's name. */
export function bootstrapWords(options: BootstrapOptions): readonly string[] {
  return [
    'bootstrap',
    ...(options.mkfs ? ['--mkfs'] : []),
    ...(options.xprt === undefined ? [] : ['--xprt', options.xprt]),
    ...('configDir' in options.source ? ['-c', options.source.configDir] : [options.source.cdf]),
  ];
}

/** A line of hctl without the time that it begins with. */
export function withoutTime(line: string): string {
  return line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d: /, '');
}
