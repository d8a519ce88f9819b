import { defineStage } from '@hare/stage/define';
import { bundleOptions } from './bundle-options.js';

/** RFC 20, support_bundle: what support needs to see, in one archive. */
export const supportBundle = defineStage({
  name: 'support_bundle',
  summary: 'Collect logs, configuration and status for support, with secrets masked',
  description:
    'Writes DIR/hare/hare_ID.tar.gz: logs, cluster description, generated configuration, ' +
    "hctl status, hctl reportbug, Hare's keys of the KV, settings, versions, the history of " +
    'stage runs, report.html (the same as a page), and a manifest that says what it contains ' +
    'and omits. Secrets are masked. Collects logs from the newest to the oldest, up to the maximum size ' +
    'of the archive. Unreadable files are listed in the manifest and do not fail the stage. ' +
    'It can run while another stage runs.',
  changes: false,
  runsDespite: ['unfinished-restore', 'newer-release', 'damaged-record'],
  options: bundleOptions,
  operands: ['id', 'target'],
  writes: ['/tmp/hare/hare_HOST.tar.gz, or the path from -t and -b'],
  examples: [
    { args: [], does: 'write /tmp/hare/hare_HOST.tar.gz' },
    { args: ['case-4711', '/var/tmp'], does: 'write /var/tmp/hare/hare_case-4711.tar.gz' },
    {
      args: ['-b', 'case-4711', '-t', '/var/tmp', '--duration', 'P5D', '--size_limit', '100M'],
      does: 'logs of the last five days, at most 100 MiB',
    },
    {
      args: ['--duration', '2026-01-05T08:00:00/PT2H', '--coredumps', '--stacktrace'],
      does: 'logs of two hours, with core dumps and stack traces',
    },
  ],
  setupYaml: { args: '', list: true },
  steps: async (context) => {
    const { bundleSteps } = await import('./bundle-steps.js');
    return bundleSteps(context);
  },
});
