import { cdfOption, defineStage } from '@hare/stage/define';

/** RFC 20, cleanup: the component is stopped, and its configuration is gone. */
export const cleanup = defineStage({
  name: 'cleanup',
  summary: "Removes Hare's configuration from this machine and from the KV",
  description:
    "Removes Hare's keys from the KV, shuts the cluster down, and removes the generated " +
    'configuration, the cluster description and the logs. User data stay, and so does the ' +
    'record that the devices were formatted: ' +
    'after config and init the cluster has its data again; init brings the configuration into ' +
    'the empty KV and formats nothing. With --pre-factory the machine becomes as before ' +
    'post_install: what post_install wrote, the files of Motr and that record go too. ' +
    "Only files and keys that are Hare's are touched; symbolic links are not followed. On a " +
    'terminal it is asked for with --yes.',
  changes: true,
  runsDespite: ['unfinished-restore', 'damaged-record'],
  options: {
    cdf: cdfOption,
    preFactory: {
      flag: '--pre-factory',
      description:
        "also remove what post_install wrote, Motr's files (/var/motr, sysconfig m0d-*) and " +
        'the record of mkfs',
    },
    yes: { flag: '--yes', aliases: ['-y'], description: 'yes, this is meant to be so' },
  },
  writes: [
    'removes /var/lib/hare/cluster.yaml, the generated configuration beside it, config.json ' +
      'and facts.json in /var/lib/hare/setup',
    'removes what hctl bootstrap left: consul-env and consul-data-* in /var/lib/hare, ' +
      '/etc/consul.d/consul-server-conf.json, /etc/motr/confd.xc',
    'removes logs in /var/log/seagate/hare, but not setup.log',
    'removes the keys of Hare from the KV; others stay',
    'removes /etc/logrotate.d/hare, /var/motr, sysconfig m0d-*, m0_client* and motr-kernel, ' +
      'and the record of mkfs, with --pre-factory only',
  ],
  examples: [
    { args: ['--dry-run'], does: 'say what would be removed' },
    { args: ['--yes'], does: 'remove the configuration' },
    {
      args: ['--pre-factory', '--yes'],
      does: 'leave nothing of Hare behind, the next init formats the devices',
    },
  ],
  setupYaml: { args: '--config $URL' },
  steps: async (context) => {
    const { cleanupSteps } = await import('./cleanup-steps.js');
    return cleanupSteps(context);
  },
});
