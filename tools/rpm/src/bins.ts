import { listWorkspaces } from '../../workspace/manifests.mjs';
import { stageOf } from './stage-of.js';

/** A command that the packages install. */
export interface Bin {
  readonly name: string;
  /** Folder of its package below packages/. */
  readonly folder: string;
  /** Whether it prints completion scripts. */
  readonly completes: boolean;
}

/**
 * The commands, the main one first: the stand-alone program answers to it under any name that is
 * not another's. Those of the stages come from their manifests.
 */
export const bins: readonly [Bin, ...Bin[]] = [
  { name: 'hare_setup', folder: 'hare_setup', completes: true },
  { name: 'confstore', folder: 'confstore', completes: true },
  { name: 'hare-cdf', folder: 'cdf', completes: false },
  { name: 'hare-cfgen', folder: 'cfgen', completes: false },
  ...listWorkspaces().flatMap(({ name: folder, manifest: { bin = {} } }) =>
    Object.keys(bin)
      .filter((name) => stageOf(name) !== undefined)
      .map((name) => ({ name, folder, completes: false })),
  ),
];
