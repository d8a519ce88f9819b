import { defineStage } from '@hare/stage/define';
import { bundleOptions } from './bundle-options.js';

/** RFC 20, support_bundle: what support needs to see, in one archive. */
export const supportBundle = defineStage({
  name: 'support_bundle',
  summary: 'Collects logs, configuration and condition for support, secrets masked',
  description:
    "Writes DIR/hare/hare_ID.tar.gz: logs, cluster description, generated configuration, hctl status, hctl reportbug, Hare's keys of the KV, settings, versions, the history of stage runs, report.html (the same as a page), and a manifest that says what is in it and what was left out. " +
    'Secrets are masked. Logs are taken newest first, until the archive has the size that is allowed. What cannot be read is named in the manifest and does not fail the stage. It runs also while another stage does.',
  changes: false,
  runsDespite: ['unfinished-restore', 'newer-release', 'damaged-record'],
  options: bundleOptions,
  operands: ['id', 'target'],
  writes: ['/tmp/hare/hare_HOST.tar.gz, or what -t and -b say'],
  examples: [
    { args: [], does: 'write /tmp/hare/hare_HOST.tar.gz' },
    { args: ['case-4711', '/var/tmp'], does: 'write /var/tmp/hare/hare_case-4711.tar.gz' },
    {
      args: ['-b', 'case-4711', '-t', '/var/tmp', '--duration', 'P5D', '--size_limit', '100M'],
      does: 'the last five days, at most 100 MiB',
    },
    {
      args: ['--duration', '2026-01-05T08:00:00/PT2H', '--coredumps', '--stacktrace'],
      does: 'two hours of one morning, with core dumps and stack traces',
    },
  ],
  setupYaml: { args: '', list: true },
  steps: async (context) => {
    const { bundleSteps } = await import('./bundle-steps.js');
    return bundleSteps(context);
  },
});
