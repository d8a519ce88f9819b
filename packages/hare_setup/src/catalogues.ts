import type { ErrorMeaning } from '@hare/confstore/error';

interface Catalogue {
  readonly packageName: string;
  readonly load: () => Promise<{ readonly errorCodes: Readonly<Record<string, ErrorMeaning>> }>;
}

/**
 * The error codes of every package, loaded only when one is asked for. A test of tools/docs holds
 * the list complete.
 */
export const catalogues: readonly Catalogue[] = [
  { packageName: '@hare/confstore', load: () => import('@hare/confstore/error-codes') },
  { packageName: '@hare/cdf', load: () => import('@hare/cdf/error-codes') },
  { packageName: '@hare/cfgen', load: () => import('@hare/cfgen/error-codes') },
  { packageName: '@hare/apply', load: () => import('@hare/apply/error-codes') },
  { packageName: '@hare/hctl', load: () => import('@hare/hctl/error-codes') },
  { packageName: '@hare/stage', load: () => import('@hare/stage/error-codes') },
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
