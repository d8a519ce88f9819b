import type { Catalogue } from './catalogue.js';
import { stageCatalogues } from './stages.js';

/** The error codes of every package. A test of tools/docs checks that the list is complete. */
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
  { packageName: '@hare/status', load: () => import('@hare/status/error-codes') },
  { packageName: '@hare/plan', load: () => import('@hare/plan/error-codes') },
  ...stageCatalogues,
  { packageName: 'hare_setup', load: () => import('./error-codes.js') },
];
