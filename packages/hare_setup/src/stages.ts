import type { StageDefinition } from '@hare/stage';

/** A stage as the command line knows it before any of its code is loaded. */
export interface StageEntry {
  /** As setup.yaml spells it: `post_install`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<StageDefinition>;
}

/**
 * Every stage, in the order in which a provisioner runs them. A test holds the summaries equal to
 * the stages' own.
 */
export const stages: readonly StageEntry[] = [
  {
    name: 'post_install',
    summary: 'Checks that the machine has what Hare needs',
    load: async () => (await import('@hare/stage-post-install')).postInstall,
  },
  {
    name: 'prepare',
    summary: 'Checks the devices of this node and shares its facts through the KV',
    load: async () => (await import('@hare/stage-prepare')).prepare,
  },
  {
    name: 'config',
    summary: 'Makes cluster description and Motr configuration from a ConfStore, applies them',
    load: async () => (await import('@hare/stage-config')).config,
  },
  {
    name: 'init',
    summary: 'Formats the devices once and proves that the cluster starts',
    load: async () => (await import('@hare/stage-init')).init,
  },
  {
    name: 'test',
    summary: 'Tests the running cluster against its description',
    load: async () => (await import('@hare/stage-test')).test,
  },
  {
    name: 'pre_upgrade',
    summary: 'Checks that an upgrade may begin: a whole backup, a healthy cluster',
    load: async () => (await import('@hare/stage-upgrade')).preUpgrade,
  },
  {
    name: 'upgrade',
    summary: 'Brings configuration and state to this release, and applies a changeset',
    load: async () => (await import('@hare/stage-upgrade')).upgrade,
  },
  {
    name: 'post_upgrade',
    summary: 'Compares cluster, files and KV with the description after an upgrade',
    load: async () => (await import('@hare/stage-upgrade')).postUpgrade,
  },
  {
    name: 'reset',
    summary: 'Removes logs and what test left',
    load: async () => (await import('@hare/stage-reset')).reset,
  },
  {
    name: 'cleanup',
    summary: "Removes Hare's configuration from this machine and from the KV",
    load: async () => (await import('@hare/stage-cleanup')).cleanup,
  },
  {
    name: 'backup',
    summary: 'Saves configuration, state and KV keys in one archive',
    load: async () => (await import('@hare/stage-backup')).backup,
  },
  {
    name: 'restore',
    summary: 'Brings configuration, state and KV keys back from a backup',
    load: async () => (await import('@hare/stage-restore')).restore,
  },
  {
    name: 'support_bundle',
    summary: 'Collects logs, configuration and condition for support, secrets masked',
    load: async () => (await import('@hare/stage-support-bundle')).supportBundle,
  },
];
