import { cdfOption, defineStage } from '@hare/stage/define';

/** RFC 20, cleanup: the component is stopped, and its configuration is gone. */
export const cleanup = defineStage({
  name: 'cleanup',
  summary: "Remove Hare's configuration from this machine and from the KV",
  description:
    "Removes Hare's keys from the KV, stops the cluster, and removes the generated " +
    'configuration, the cluster description and the logs. User data stay, and so does the ' +
    'mkfs record: after config and init the cluster has its data again, because init writes ' +
    'the configuration to the empty KV and formats nothing. With --pre-factory it also ' +
    'removes the files of post_install and Motr and the mkfs record, so that the machine is ' +
    'as before post_install. Touches only files and keys of Hare, and never follows symbolic ' +
    'links. On a terminal it shows what it would remove, and asks.',
  changes: true,
  runsDespite: ['unfinished-restore', 'damaged-record'],
  options: {
    cdf: cdfOption,
    preFactory: {
      flag: '--pre-factory',
      description:
        "also remove the files of post_install, Motr's files (/var/motr, sysconfig m0d-*) " +
        'and the mkfs record',
    },
    yes: { flag: '--yes', aliases: ['-y'], description: 'confirm without asking' },
  },
  writes: [
    'removes /var/lib/hare/cluster.yaml, the generated configuration in that directory, ' +
      'config.json and facts.json in /var/lib/hare/setup',
    'removes the files of hctl bootstrap: consul-env and consul-data-* in /var/lib/hare, ' +
      '/etc/consul.d/consul-server-conf.json, /etc/motr/confd.xc',
    'removes logs in /var/log/seagate/hare, but not setup.log',
    'removes the keys of Hare from the KV; others stay',
    'removes /etc/logrotate.d/hare, /var/motr, sysconfig m0d-*, m0_client* and motr-kernel, ' +
      'and the mkfs record, only with --pre-factory',
  ],
  examples: [
    { args: ['--dry-run'], does: 'show what would be removed' },
    { args: ['--yes'], does: 'remove the configuration without asking' },
    {
      args: ['--pre-factory', '--yes'],
      does: 'remove everything of Hare; the next init formats the devices',
    },
  ],
  setupYaml: { args: '--config $URL' },
  steps: async (context) => {
    const { cleanupSteps } = await import('./cleanup-steps.js');
    return cleanupSteps(context);
  },
});
