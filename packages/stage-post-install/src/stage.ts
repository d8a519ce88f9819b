import { defineStage } from '@hare/stage/define';

/**
 * RFC 20, post_install: the third-party components that Hare needs are installed, in versions it
 * supports. Changes nothing unless asked to.
 */
export const postInstall = defineStage({
  name: 'post_install',
  summary: 'Check that the machine has what Hare needs',
  description:
    'Checks that the packages of Motr, Hare and Consul are installed, that the consul binary ' +
    'runs and its version is supported, and that hctl exists. Reports all findings at once. ' +
    'Changes nothing, except with --configure-logrotate.',
  changes: true,
  runsDespite: ['unfinished-restore'],
  options: {
    configureLogrotate: {
      flag: '--configure-logrotate',
      description: "write /etc/logrotate.d/hare for Hare's log directory",
    },
  },
  writes: ['/etc/logrotate.d/hare, with --configure-logrotate only'],
  examples: [
    { args: [], does: 'check packages, consul and hctl' },
    { args: ['--configure-logrotate'], does: "the same, and configure logrotate for Hare's logs" },
    { args: ['--json'], does: 'print the findings as one JSON object' },
  ],
  steps: async (context) => {
    const { postInstallSteps } = await import('./post-install-steps.js');
    return postInstallSteps(context);
  },
});
