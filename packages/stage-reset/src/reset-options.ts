import { cdfOption } from '@hare/stage/define';
import type { OptionValues } from '@hare/cli';

/** The options of reset besides those of every stage. */
export const resetOptions = {
  cdf: cdfOption,
  forgetMkfs: {
    flag: '--forget-mkfs',
    description: 'also remove the mkfs record: the next init WIPES the devices; needs --yes',
  },
  yes: { flag: '--yes', aliases: ['-y'], description: 'confirm --forget-mkfs' },
} as const;

export type ResetOptions = OptionValues<typeof resetOptions>;
