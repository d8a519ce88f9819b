// Written by tools/generators/stages.mjs from the manifests of the stages: change those.
import type { Catalogue } from './catalogue.js';
import type { StageEntry } from './stage-entry.js';

/** Every stage, in the order in which a provisioner runs them. */
export const stages: readonly StageEntry[] = [
  {
    name: 'post_install',
    summary: 'Check that the machine has what Hare needs',
    load: async () => (await import('@hare/stage-post-install')).postInstall,
  },
  {
    name: 'prepare',
    summary: 'Check the devices of this node and write its facts to the KV',
    load: async () => (await import('@hare/stage-prepare')).prepare,
  },
  {
    name: 'config',
    summary: 'Generate cluster description and Motr configuration from a ConfStore, and apply them',
    load: async () => (await import('@hare/stage-config')).config,
  },
  {
    name: 'init',
    summary: 'Format the devices once and check that the cluster starts',
    load: async () => (await import('@hare/stage-init')).init,
  },
  {
    name: 'test',
    summary: 'Compare the running cluster with its description',
    load: async () => (await import('@hare/stage-test')).test,
  },
  {
    name: 'pre_upgrade',
    summary: 'Check that an upgrade can start: a valid backup, a healthy cluster',
    load: async () => (await import('@hare/stage-upgrade')).preUpgrade,
  },
  {
    name: 'upgrade',
    summary: 'Convert configuration and state to this release, and apply a changeset',
    load: async () => (await import('@hare/stage-upgrade')).upgrade,
  },
  {
    name: 'post_upgrade',
    summary: 'Compare cluster, files and KV with the description after an upgrade',
    load: async () => (await import('@hare/stage-upgrade')).postUpgrade,
  },
  {
    name: 'reset',
    summary: 'Remove logs and leftovers of test',
    load: async () => (await import('@hare/stage-reset')).reset,
  },
  {
    name: 'cleanup',
    summary: "Remove Hare's configuration from this machine and from the KV",
    load: async () => (await import('@hare/stage-cleanup')).cleanup,
  },
  {
    name: 'backup',
    summary: 'Save configuration, state and KV keys in one archive',
    load: async () => (await import('@hare/stage-backup')).backup,
  },
  {
    name: 'restore',
    summary: 'Restore configuration, state and KV keys from a backup',
    load: async () => (await import('@hare/stage-restore')).restore,
  },
  {
    name: 'support_bundle',
    summary: 'Collect logs, configuration and status for support, with secrets masked',
    load: async () => (await import('@hare/stage-support-bundle')).supportBundle,
  },
];

/** The error codes of the stages that have their own. */
export const stageCatalogues: readonly Catalogue[] = [
  { packageName: '@hare/stage-prepare', load: () => import('@hare/stage-prepare/error-codes') },
  { packageName: '@hare/stage-init', load: () => import('@hare/stage-init/error-codes') },
  { packageName: '@hare/stage-test', load: () => import('@hare/stage-test/error-codes') },
  { packageName: '@hare/stage-upgrade', load: () => import('@hare/stage-upgrade/error-codes') },
  { packageName: '@hare/stage-backup', load: () => import('@hare/stage-backup/error-codes') },
  { packageName: '@hare/stage-restore', load: () => import('@hare/stage-restore/error-codes') },
  {
    packageName: '@hare/stage-support-bundle',
    load: () => import('@hare/stage-support-bundle/error-codes'),
  },
];
