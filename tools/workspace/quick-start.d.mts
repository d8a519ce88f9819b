import type { BuildOptions, Plugin } from 'esbuild';

export interface QuickBuild {
  /** Of the file that is made, without its ending. */
  readonly name: string;
  readonly source: string;
  readonly plugin: Plugin;
}

export const quickOptions: Pick<BuildOptions, 'banner' | 'conditions' | 'define'>;
export function mainOf(bin: string): string;
export function quickStart(folder: string, bin: string): readonly QuickBuild[];
