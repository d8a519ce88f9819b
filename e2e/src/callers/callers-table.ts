/**
 * A command line of another program that calls us; `URL`, `DIR` and `CDF` are replaced with places
 * of the machine.
 */
export interface CallerRow {
  readonly stage: string;
  readonly words: readonly string[];
  /** What must be there afterwards, below `DIR`. */
  readonly makes?: string;
}

const provisioned = [
  'post_install',
  'prepare',
  'config',
  'init',
  'test',
  'upgrade',
  'reset',
  'cleanup',
];
const everyForm = (stage: string): readonly CallerRow[] => [
  { stage, words: ['--config', 'URL', '--services', 'hax', '--dry-run'] },
  { stage, words: ['-c', 'URL', '-s', 'all', '--dry-run'] },
];

const bundle = (...words: readonly string[]): CallerRow => ({ stage: 'support_bundle', words });
const answers = ['True', 'true', 't', 'yes', '1', 'no', '0', 'False', 'f', 'N'];

/**
 * The command lines of the provisioner, of the support framework and of Hare's own documents: each
 * is accepted by `hare_setup` and by the stage's own bin.
 */
export const callersTable: readonly CallerRow[] = [
  ...provisioned.flatMap(everyForm),
  { stage: 'post_install', words: ['-cURL', '--services', 'motr,hax', '--dry-run'] },
  {
    ...bundle(
      '-b',
      'SB1',
      '-t',
      'DIR',
      '-c',
      'URL',
      '-s',
      'all',
      '--duration',
      'P5D',
      '--size_limit',
      '833.3333333333334MB',
      '--binlogs',
      'False',
      '--coredumps',
      'False',
      '--stacktrace',
      'False',
    ),
    makes: 'hare/hare_SB1.tar.gz',
  },
  ...answers.map((word) =>
    bundle(
      '-b',
      `w${word}`,
      '-t',
      'DIR',
      '--binlogs',
      word,
      '--coredumps',
      word,
      `--stacktrace=${word}`,
      '--dry-run',
    ),
  ),
  {
    ...bundle(
      '--binlogs',
      '--coredumps',
      '--stacktrace',
      '-b',
      'SB2',
      '-t',
      'DIR',
      '--size_limit',
      '0',
      '--duration',
      'P5d',
    ),
    makes: 'hare/hare_SB2.tar.gz',
  },
  { ...bundle('SB3', 'DIR'), makes: 'hare/hare_SB3.tar.gz' },
  { ...bundle('SB4', '-t', 'file://DIR', '--size_limit', '10.5GB'), makes: 'hare/hare_SB4.tar.gz' },
  { ...bundle('-t', 'file:DIR', 'SB5'), makes: 'hare/hare_SB5.tar.gz' },
  ...['init', 'test', 'reset', 'cleanup'].map((stage): CallerRow => ({
    stage,
    words: ['--file', 'CDF', '--dry-run'],
  })),
  { stage: 'config', words: ['--config', 'URL', '--file', 'file://CDF', '--dry-run'] },
  { stage: 'config', words: ['-c', 'FILE', '--dry-run'] },
  { stage: 'backup', words: ['--target', 'file://DIR/saved'], makes: 'saved' },
];
