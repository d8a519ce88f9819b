import { cdfOption } from '@hare/stage/define';
import type { OptionValues } from '@hare/cli';

/** The options of reset beside those of every stage. */
export const resetOptions = {
  cdf: cdfOption,
  forgetMkfs: {
    flag: '--forget-mkfs',
    description:
      'also forget that the devices were formatted: the next init WIPES them; needs --yes',
  },
  yes: { flag: '--yes', aliases: ['-y'], description: 'yes, this is meant to be so' },
} as const;

export type ResetOptions = OptionValues<typeof resetOptions>;
