import { defineStage } from '@hare/stage';

/** RFC 20, restore: the opposite of backup. */
export const restore = defineStage({
  name: 'restore',
  summary: 'Brings configuration, state and KV keys back from a backup',
  description:
    'Verifies a backup, every checksum of it, and makes the machine and the KV hold what it holds: files with their modes and owners, and keys. Generated files and keys of Hare that the backup does not have are removed. ' +
    'It is all or nothing: a restore that was cut short is finished by the next run. A backup of another cluster or node is refused without --force, and a running cluster is not touched. ' +
    'The record that devices were formatted is never lost by a restore.',
  changes: true,
  runsDespite: ['unfinished-restore', 'newer-release'],
  options: {
    target: { flag: '--target', value: 'URL', description: 'where from: a folder, a .tar.gz, or a ConfStore URL such as consul://HOST/PREFIX' },
    force: { flag: '--force', description: 'also when it is a backup of another cluster or node' },
    yes: { flag: '--yes', aliases: ['-y'], description: 'yes, this is meant to be so' },
  },
  writes: [
    'everything that the backup holds: /var/lib/hare, /var/lib/hare/setup, settings, the keys of Hare in the KV',
    '/var/lib/hare/.hare-restore: the backup, until the restore has ended',
  ],
  examples: [
    { args: ['--target', '/var/backups/hare', '--dry-run'], does: 'verify the backup, and say what would change' },
    { args: ['--target', '/var/backups/hare', '--yes'], does: 'bring the machine back to it' },
    { args: ['--target', 'consul://backup.example/hare', '--node', 'srvnode-1', '--force'], does: 'take over the place of another node' },
  ],
  setupYaml: { args: '--target $URL', target: '$URL' },
  steps: async (context) => {
    const { restoreSteps } = await import('./restore-steps.js');
    return restoreSteps(context);
  },
});
