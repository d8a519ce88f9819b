import type { OptionValues } from '@hare/cli';

/** The options of support_bundle beside those of every stage. */
export const bundleOptions = {
  id: {
    flag: '--bundle-id',
    aliases: ['-b'],
    value: 'ID',
    description: 'name of the bundle (default: the host name)',
  },
  target: {
    flag: '--target',
    aliases: ['-t'],
    value: 'DIR',
    description:
      'where the folder hare with the bundle is made; also as file:///DIR (default: /tmp)',
  },
  duration: {
    flag: '--duration',
    value: 'TIME',
    description:
      'which time the logs are of, as ISO 8601: P5D, START/P5D, START/END (default: all)',
  },
  sizeLimit: {
    flag: '--size_limit',
    value: 'SIZE',
    default: '500M',
    description: 'how large the archive may get: 100M, 1.5G; 0: no limit',
  },
  binlogs: { flag: '--binlogs', yesOrNo: true, description: "with Motr's binary traces" },
  coredumps: { flag: '--coredumps', yesOrNo: true, description: 'with core dumps' },
  stacktrace: {
    flag: '--stacktrace',
    yesOrNo: true,
    description: 'with stack traces of running processes and of core dumps',
  },
} as const;

export type BundleOptions = OptionValues<typeof bundleOptions>;
