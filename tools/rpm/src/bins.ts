/** A command that both packages install. */
export interface Bin {
  readonly name: string;
  /** Folder of its package below packages/. */
  readonly folder: string;
  /** Whether it prints completion scripts. */
  readonly completes: boolean;
}

/**
 * The commands, the main one first: the stand-alone program answers to it under any name that is
 * not another's.
 */
export const bins: readonly [Bin, ...Bin[]] = [
  { name: 'hare_setup', folder: 'hare_setup', completes: true },
  { name: 'confstore', folder: 'confstore', completes: true },
  { name: 'hare-cdf', folder: 'cdf', completes: false },
  { name: 'hare-cfgen', folder: 'cfgen', completes: false },
];
