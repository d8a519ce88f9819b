import { defineStage } from '@hare/stage/define';

/** RFC 20, restore: the opposite of backup. */
export const restore = defineStage({
  name: 'restore',
  summary: 'Brings configuration, state and KV keys back from a backup',
  description:
    'Verifies a backup, every checksum of it, and makes the machine and the KV hold what it ' +
    'brings. Generated files and keys of Hare that the backup does not have are removed. ' +
    'It is all or nothing: a restore that was cut short is finished by the next run. A ' +
    'running cluster is not touched. A backup of another cluster or node, or one that this ' +
    'machine cannot compare with anything it knows, is refused without --force.\n' +
    'A backup brings: the cluster description, generated configuration, what the stages ' +
    'remember, and the keys of Hare, all into their places on this machine.\n' +
    'It cannot bring: folders or files elsewhere; other modes than 0600, 0640, 0644, or ' +
    "owners; the address of the KV (this machine's counts: --kv, environment, settings, what " +
    'config recorded); settings, unless --with-settings is given, which shows them and needs ' +
    '--yes; ' +
    'a record of mkfs that would have devices formatted, or forget that they were.\n' +
    'A backup that this machine did not make (its seal is not in ' +
    "/var/lib/hare/setup/backup.json) is a stranger's file. It also cannot bring: files that " +
    'can run something Hare does not run; the address of the ConfStore; another place for the ' +
    'cluster description; what a cluster recorded while it ran; what was seen of devices. ' +
    'Until config has run again, init does not format what its description names.',
  changes: true,
  runsDespite: ['unfinished-restore', 'newer-release', 'damaged-record'],
  options: {
    target: {
      flag: '--target',
      value: 'URL',
      description:
        'where from: a folder, a .tar.gz, or a ConfStore URL such as consul://HOST/PREFIX',
    },
    force: { flag: '--force', description: 'also when it is a backup of another cluster or node' },
    withSettings: {
      flag: '--with-settings',
      description:
        'also its settings, logrotate configuration and what else decides what runs as root',
    },
    yes: { flag: '--yes', aliases: ['-y'], description: 'yes, this is meant to be so' },
  },
  writes: [
    'everything that the backup holds: /var/lib/hare, /var/lib/hare/setup, settings, the keys ' +
      'of Hare in the KV',
    '/var/lib/hare/.hare-restore: the backup, until the restore has ended',
  ],
  examples: [
    {
      args: ['--target', '/var/backups/hare', '--dry-run'],
      does: 'verify the backup, and say what would change',
    },
    { args: ['--target', '/var/backups/hare', '--yes'], does: 'bring the machine back to it' },
    {
      args: ['--target', 'consul://backup.example/hare', '--node', 'srvnode-1', '--force'],
      does: 'take over the place of another node',
    },
  ],
  setupYaml: { args: '--target $URL', target: '$URL' },
  steps: async (context) => {
    const { restoreSteps } = await import('./restore-steps.js');
    return restoreSteps(context);
  },
});
