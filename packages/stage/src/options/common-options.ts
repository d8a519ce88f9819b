import { colorOptions, helpOption, type OptionSpec, versionOption } from '@hare/cli/table';

/** The options that every stage has, in the order of its help. */
export const commonOptions = {
  config: {
    flag: '--config',
    aliases: ['-c'],
    value: 'URL',
    description:
      'the ConfStore: json:///FILE, yaml:///FILE, consul://HOST/PREFIX, … (default: the one ' +
      'that config used)',
  },
  kv: {
    flag: '--kv',
    value: 'URL',
    description: 'the KV: consul://HOST:PORT/PREFIX or json:///FILE',
  },
  facts: {
    flag: '--facts',
    value: 'FILE',
    description: 'file with facts of the nodes, used instead of this machine',
  },
  node: {
    flag: '--node',
    value: 'NAME',
    description: 'name of this node in the ConfStore (default: by machine-id, then host name)',
  },
  services: {
    flag: '--services',
    aliases: ['-s'],
    value: 'NAME',
    description: 'skip the stage unless this list contains hare, hax or all',
  },
  dryRun: { flag: '--dry-run', description: 'show what would change, and change nothing' },
  json: {
    flag: '--json',
    description: 'print one report object on stdout, everything else on stderr',
  },
  format: {
    flag: '--format',
    value: 'FORMAT',
    choices: ['text', 'json', 'jsonl'],
    description: 'text; json (same as --json); jsonl: one event per line on stdout as it happens',
  },
  verbose: {
    flag: '--verbose',
    aliases: ['-v'],
    description: 'also print what is logged, and all steps',
  },
  quiet: { flag: '--quiet', aliases: ['-q'], description: 'print only failures and warnings' },
  settings: {
    flag: '--settings',
    value: 'FILE',
    description: 'settings file (default: PREFIX/conf/hare_setup.*, else /etc/hare/hare_setup.*)',
  },
  root: { flag: '--root', value: 'DIR', description: 'prefix for every default system path' },
  timeout: {
    flag: '--timeout',
    value: 'TIME',
    description: "time limit instead of the stage's own: 90, 90s, 5m",
  },
  wait: {
    flag: '--wait',
    value: 'TIME',
    description: 'wait this long for another running stage',
  },
  ...colorOptions,
  version: versionOption,
  help: helpOption,
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type CommonOptionName = keyof typeof commonOptions;
