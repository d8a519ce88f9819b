import { defineStage } from '@hare/stage/define';

/** RFC 20, backup: saves and exports the component's state. */
export const backup = defineStage({
  name: 'backup',
  summary: 'Save configuration, state and KV keys in one archive',
  description:
    'Saves the cluster description, the generated configuration, settings, the state of the ' +
    "stages, and Hare's keys in the KV, with a manifest of sha256 checksums. Writes one " +
    '.tar.gz atomically. It contains secrets, so only its owner can read it. It does not ' +
    'contain user data. Writes nothing if the backup is already up to date.\nThe target is a ' +
    '.tar.gz, a directory (for hare_backup_HOST.tar.gz), or a ConfStore URL (below ' +
    'hare_backup>HOST).',
  changes: true,
  options: {
    target: {
      flag: '--target',
      value: 'URL',
      description:
        'where to save: a directory, a .tar.gz, or a ConfStore URL such as consul://HOST/PREFIX',
    },
  },
  writes: [
    'the target: one .tar.gz with mode 0600, or keys below hare_backup>HOST',
    '/var/lib/hare/setup/backup.json: the place of the backup',
  ],
  examples: [
    { args: ['--target', '/var/backups/hare'], does: 'save to a directory' },
    { args: ['--target', 'consul://backup.example/hare'], does: 'save to Consul' },
    {
      args: ['--target', '/tmp/hare.tar.gz', '--dry-run'],
      does: 'check whether the backup is up to date',
    },
  ],
  setupYaml: { args: '--target $URL', target: '$URL' },
  steps: async (context) => {
    const { backupSteps } = await import('./backup-steps.js');
    return backupSteps(context);
  },
});
