import { dialectOption } from '@hare/stage/define';

/** The options of config besides those of every stage. */
export const configOptions = {
  file: {
    flag: '--file',
    aliases: ['--filename'],
    value: 'CDF',
    description:
      'path of the CDF; the generated configuration is written to the same directory ' +
      '(default: /var/lib/hare/cluster.yaml)',
  },
  dialect: dialectOption,
  cdfFormat: {
    flag: '--cdf-format',
    value: 'YEAR',
    choices: ['2021', '2022'],
    description: 'format of the CDF (default: 2022 for the dialect node, else 2021)',
  },
  replace: {
    flag: '--replace',
    value: 'renumber',
    optionalValue: true,
    choices: ['renumber'],
    description:
      'replace a different configuration in the KV, but never that of a running cluster; with ' +
      '=renumber even if fids of existing drives change',
  },
  verify: {
    flag: '--verify',
    description: 'check everything in full, even what has not changed since the last run',
  },
} as const;
