import { defineStage } from '@hare/stage/define';

/** RFC 20, restore: the opposite of backup. */
export const restore = defineStage({
  name: 'restore',
  summary: 'Restore configuration, state and KV keys from a backup',
  description:
    'Verifies all checksums of a backup, then restores files and KV keys from it. Removes ' +
    'generated files and keys of Hare that the backup does not contain. Restores everything ' +
    'or nothing: the next run completes an interrupted restore. Never touches a running ' +
    'cluster. Without --force, refuses a backup from another cluster or node, or one that ' +
    'cannot be compared with this machine.\nRestores the cluster description, the generated ' +
    'configuration, the state of the stages, and the keys of Hare, each to its place on this ' +
    'machine.\nNever restores: directories or files in other places; owners, or modes other ' +
    'than 0600, 0640, 0644; the address of the KV (always from --kv, environment, settings ' +
    'or config of this machine); settings, except with --with-settings, which shows them and ' +
    'needs --yes; an mkfs record that would cause formatting.\nFrom a backup that this ' +
    'machine did not make (its seal is not in /var/lib/hare/setup/backup.json), it also ' +
    'never restores: files that can run something Hare does not run; the address of the ' +
    'ConfStore; another place for the cluster description; runtime records of a cluster; ' +
    'records of devices. After that, init formats nothing until config has run again.',
  changes: true,
  runsDespite: ['unfinished-restore', 'newer-release', 'damaged-record'],
  options: {
    target: {
      flag: '--target',
      value: 'URL',
      description:
        'where to restore from: a directory, a .tar.gz, or a ConfStore URL such as ' +
        'consul://HOST/PREFIX',
    },
    force: { flag: '--force', description: 'even if the backup is from another cluster or node' },
    withSettings: {
      flag: '--with-settings',
      description:
        'also restore settings, logrotate configuration and other files that decide what ' +
        'runs as root',
    },
    yes: { flag: '--yes', aliases: ['-y'], description: 'confirm without asking' },
  },
  writes: [
    'everything in the backup: /var/lib/hare, /var/lib/hare/setup, settings, the keys of ' +
      'Hare in the KV',
    '/var/lib/hare/.hare-restore: the backup, until the restore ends',
  ],
  examples: [
    {
      args: ['--target', '/var/backups/hare', '--dry-run'],
      does: 'verify the backup, and show what would change',
    },
    { args: ['--target', '/var/backups/hare', '--yes'], does: 'restore this machine' },
    {
      args: ['--target', 'consul://backup.example/hare', '--node', 'srvnode-1', '--force'],
      does: 'replace another node with this machine',
    },
  ],
  setupYaml: { args: '--target $URL', target: '$URL' },
  steps: async (context) => {
    const { restoreSteps } = await import('./restore-steps.js');
    return restoreSteps(context);
  },
});
