// Written by tools/generators/stages.mjs from the manifests of the stages: change those.
import type { Catalogue } from './catalogue.js';
import type { StageEntry } from './stage-entry.js';

/** Every stage, in the order in which a provisioner runs them. */
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
