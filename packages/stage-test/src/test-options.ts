import { cdfOption } from '@hare/stage/define';
import type { OptionValues } from '@hare/cli';

/** What is tested. */
export const plans = ['sanity', 'regression', 'full', 'performance', 'scalability'] as const;
export type Plan = (typeof plans)[number];

/** The options of test besides those of every stage. */
export const testOptions = {
  cdf: cdfOption,
  plan: {
    flag: '--plan',
    value: 'PLAN',
    choices: plans,
    default: 'sanity',
    description: 'what to test',
  },
  param: {
    flag: '--param',
    value: 'URL',
    description: "a ConfStore whose hare>test>… keys override the plan's settings",
  },
} as const;

export type TestOptions = OptionValues<typeof testOptions>;
