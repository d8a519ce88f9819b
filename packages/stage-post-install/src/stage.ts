import { defineStage } from '@hare/stage/define';

/**
 * RFC 20, post_install: the third-party components that Hare needs are installed, in versions it
 * supports. Changes nothing unless asked to.
 */
export const postInstall = defineStage({
  name: 'post_install',
  summary: 'Checks that the machine has what Hare needs',
  description:
    'Verifies that the packages of Motr, Hare and Consul are installed, that the consul binary runs and has a supported version, and that hctl is found. ' +
    'All findings are reported at once. Nothing is changed, but for --configure-logrotate.',
  changes: true,
  runsDespite: ['unfinished-restore'],
  options: {
    configureLogrotate: {
      flag: '--configure-logrotate',
      description: "write /etc/logrotate.d/hare for Hare's log folder",
    },
  },
  writes: ['/etc/logrotate.d/hare, with --configure-logrotate only'],
  examples: [
    { args: [], does: 'check packages, consul and hctl' },
    { args: ['--configure-logrotate'], does: "check, and let logrotate keep Hare's logs small" },
    { args: ['--json'], does: 'the findings as one JSON object' },
  ],
  steps: async (context) => {
    const { postInstallSteps } = await import('./post-install-steps.js');
    return postInstallSteps(context);
  },
});
