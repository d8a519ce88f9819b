import { defineStage } from '@hare/stage/define';

/** RFC 20, backup: saves and exports the component's state. */
export const backup = defineStage({
  name: 'backup',
  summary: 'Saves configuration, state and KV keys in one archive',
  description:
    'Saves the cluster description, the generated configuration, settings, what the stages ' +
    "remember, and Hare's keys of the KV, with a manifest of sha256 sums. " +
    'It is one .tar.gz, written atomically, that only its owner can read: it holds secrets. ' +
    'User data are not part of it. Nothing is written when the target holds the same ' +
    'already.\n' +
    'The target is a .tar.gz, a folder (hare_backup_HOST.tar.gz in it), or a ConfStore URL ' +
    '(below hare_backup>HOST).',
  changes: true,
  options: {
    target: {
      flag: '--target',
      value: 'URL',
      description: 'where to: a folder, a .tar.gz, or a ConfStore URL such as consul://HOST/PREFIX',
    },
  },
  writes: [
    'the target: one .tar.gz with mode 0600, or keys below hare_backup>HOST',
    '/var/lib/hare/setup/backup.json: where the backup is',
  ],
  examples: [
    { args: ['--target', '/var/backups/hare'], does: 'save in a folder' },
    { args: ['--target', 'consul://backup.example/hare'], does: 'save in a Consul' },
    {
      args: ['--target', '/tmp/hare.tar.gz', '--dry-run'],
      does: 'say whether the backup is still like the machine',
    },
  ],
  setupYaml: { args: '--target $URL', target: '$URL' },
  steps: async (context) => {
    const { backupSteps } = await import('./backup-steps.js');
    return backupSteps(context);
  },
});
