import type { OptionValues } from '@hare/cli';

/** The options of support_bundle besides those of every stage. */
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
    description: 'directory for hare/hare_ID.tar.gz; also as file:///DIR (default: /tmp)',
  },
  duration: {
    flag: '--duration',
    value: 'TIME',
    description: 'time range of the logs in ISO 8601: P5D, START/P5D, START/END (default: all)',
  },
  sizeLimit: {
    flag: '--size_limit',
    value: 'SIZE',
    default: '500M',
    description: 'maximum size of the archive: 100M, 1.5G; 0: no limit',
  },
  binlogs: { flag: '--binlogs', yesOrNo: true, description: "include Motr's binary traces" },
  coredumps: { flag: '--coredumps', yesOrNo: true, description: 'include core dumps' },
  stacktrace: {
    flag: '--stacktrace',
    yesOrNo: true,
    description: 'include stack traces of running processes and of core dumps',
  },
} as const;

export type BundleOptions = OptionValues<typeof bundleOptions>;
