import { helpOption, type OptionSpec, versionOption } from '@hare/cli/table';

/** The options that every stage has, in the order of its help. */
export const commonOptions = {
  config: {
    flag: '--config',
    aliases: ['-c'],
    value: 'URL',
    description:
      'the ConfStore: json:///FILE, yaml:///FILE, consul://HOST/PREFIX, … (default: what config recorded)',
  },
  kv: {
    flag: '--kv',
    value: 'URL',
    description: 'key-value target: consul://HOST:PORT/PREFIX, json:///FILE',
  },
  facts: {
    flag: '--facts',
    value: 'FILE',
    description: 'facts of the nodes, instead of looking at this machine',
  },
  node: {
    flag: '--node',
    value: 'NAME',
    description:
      'which node of the ConfStore this machine is (default: by machine-id, then host name)',
  },
  services: {
    flag: '--services',
    aliases: ['-s'],
    value: 'NAME',
    description: 'skip the stage unless this list names hare, hax or all',
  },
  dryRun: { flag: '--dry-run', description: 'only say what would change' },
  json: { flag: '--json', description: 'one report object on stdout, everything else on stderr' },
  format: {
    flag: '--format',
    value: 'FORMAT',
    choices: ['text', 'json', 'jsonl'],
    description:
      'text; json: the same as --json; jsonl: one event a line on stdout, as things happen',
  },
  verbose: { flag: '--verbose', aliases: ['-v'], description: 'also print what goes to the log' },
  quiet: { flag: '--quiet', aliases: ['-q'], description: 'print failures and warnings only' },
  settings: {
    flag: '--settings',
    value: 'FILE',
    description: 'settings file (default: PREFIX/conf/hare_setup.*, else /etc/hare/hare_setup.*)',
  },
  root: { flag: '--root', value: 'DIR', description: 'prefix for every default system path' },
  timeout: {
    flag: '--timeout',
    value: 'TIME',
    description: "deadline instead of the stage's own: 90, 90s, 5m",
  },
  wait: {
    flag: '--wait',
    value: 'TIME',
    description: 'wait this long for another stage that is running',
  },
  noColor: { flag: '--no-color', description: 'no colours, also on a terminal' },
  version: versionOption,
  help: helpOption,
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type CommonOptionName = keyof typeof commonOptions;
