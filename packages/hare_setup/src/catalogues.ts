import type { ErrorMeaning } from '@hare/base';

interface Catalogue {
  readonly packageName: string;
  readonly load: () => Promise<{ readonly errorCodes: Readonly<Record<string, ErrorMeaning>> }>;
}

/**
 * The error codes of every package, loaded only when one is asked for. A test of tools/docs holds
 * the list complete.
 */
export const catalogues: readonly Catalogue[] = [
  { packageName: '@hare/base', load: () => import('@hare/base/error-codes') },
  { packageName: '@hare/command', load: () => import('@hare/command/error-codes') },
  { packageName: '@hare/cli', load: () => import('@hare/cli/error-codes') },
  { packageName: '@hare/consul', load: () => import('@hare/consul/error-codes') },
  { packageName: '@hare/confstore', load: () => import('@hare/confstore/error-codes') },
  { packageName: '@hare/cdf', load: () => import('@hare/cdf/error-codes') },
  { packageName: '@hare/kv', load: () => import('@hare/kv/error-codes') },
  { packageName: '@hare/cfgen', load: () => import('@hare/cfgen/error-codes') },
  { packageName: '@hare/hctl', load: () => import('@hare/hctl/error-codes') },
  { packageName: '@hare/stage', load: () => import('@hare/stage/error-codes') },
  { packageName: '@hare/devices', load: () => import('@hare/devices/error-codes') },
  { packageName: '@hare/os-packages', load: () => import('@hare/os-packages/error-codes') },
  { packageName: '@hare/cluster', load: () => import('@hare/cluster/error-codes') },
  { packageName: '@hare/footprint', load: () => import('@hare/footprint/error-codes') },
  { packageName: '@hare/backup', load: () => import('@hare/backup/error-codes') },
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
  { packageName: 'hare_setup', load: () => import('./error-codes.js') },
];
