import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OptionSpec, parseOptions, type ParsedGroups } from '@hare/cli';
import { optionTable } from './option-table.js';

const options = {
  file: { flag: '--file', aliases: ['--filename', '-f'], value: 'CDF', description: 'where to' },
  plan: {
    flag: '--plan',
    value: 'PLAN',
    choices: ['sanity', 'full'],
    default: 'sanity',
    description: 'which',
  },
  sizeLimit: { flag: '--size_limit', value: 'SIZE', description: 'how much' },
  mkfs: {
    flag: '--mkfs',
    value: 'always',
    optionalValue: true,
    choices: ['always'],
    description: 'format',
  },
  yes: { flag: '--yes', aliases: ['-y'], description: 'sure' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const rows = optionTable({
  name: 'x',
  summary: '',
  description: '',
  changes: false,
  options,
  examples: [],
});
const parse = (...argv: readonly string[]): ParsedGroups => parseOptions(rows, argv);

test('without arguments, switches are false and values are their defaults', () => {
  const { stage, common } = parse();
  expect(stage).toEqual({
    file: undefined,
    plan: 'sanity',
    sizeLimit: undefined,
    mkfs: false,
    yes: false,
  });
  expect(common).toMatchObject({ json: false, dryRun: false, config: undefined });
});

describe('an option is read from', () => {
  test.each([
    [['--file', 'a'], { file: 'a' }],
    [['--file=a=b'], { file: 'a=b' }],
    [['--filename', 'a'], { file: 'a' }],
    [['-f', 'a'], { file: 'a' }],
    [['-fa'], { file: 'a' }],
    [['-f=a'], { file: 'a' }],
    [['-f=a=b'], { file: 'a=b' }],
    [['-f', '=a'], { file: '=a' }],
    [['--file', '-'], { file: '-' }],
    [['--file', '-1'], { file: '-1' }],
    [['--size_limit', '1G'], { sizeLimit: '1G' }],
    [['--size-limit=1G'], { sizeLimit: '1G' }],
    [['--mkfs'], { mkfs: true }],
    [['--mkfs=always'], { mkfs: 'always' }],
    [['--mkfs', '--yes'], { mkfs: true, yes: true }],
    [['-y', '--yes'], { yes: true }],
    [['--plan', 'full', '--plan', 'full'], { plan: 'full' }],
    [['--yes', '--'], { yes: true }],
  ])('%j', (argv, expected) => {
    expect(parse(...argv).stage).toMatchObject(expected);
  });

  test.each([
    [['-vq'], { verbose: true, quiet: true }],
    [['--dry_run'], { dryRun: true }],
    [['--no-color', '--config', 'json:///a'], { noColor: true, config: 'json:///a' }],
  ])('%j, which every stage has', (argv, expected) => {
    expect(parse(...argv).common).toMatchObject(expected);
  });
});

describe('wrong usage is exit 2 and names what to do:', () => {
  test.each<readonly [readonly string[], string, unknown]>([
    [['--fiel', 'a'], 'unknown option --fiel', 'did you mean --file?'],
    [['--size-limt=1'], 'unknown option --size-limt', 'did you mean --size_limit?'],
    [['--dryrun'], 'unknown option --dryrun', 'did you mean --dry-run?'],
    [['-x'], 'unknown option -x', expect.stringMatching(/./)],
    [['-yx'], 'unknown option -yx', expect.stringMatching(/./)],
    [['--file'], '--file needs a value: CDF', 'write --file CDF'],
    [['--file', '--yes'], '--file needs a value: CDF', 'write --file CDF'],
    [['--file='], '--file needs a value: CDF', 'write --file CDF'],
    [['--plan', 'ful'], '--plan cannot be "ful"', 'did you mean full?'],
    [['--plan', 'entirely'], '--plan cannot be "entirely"', 'known: sanity, full'],
    [['--mkfs=often'], '--mkfs cannot be "often"', 'known: always'],
    [['--yes=no'], '--yes takes no value, "no" was given', 'write --yes'],
    [
      ['--plan', 'full', '--plan', 'sanity'],
      '--plan is given twice, with "full" and "sanity"',
      'give it once',
    ],
    [['full'], 'unexpected argument "full"', 'a stage takes options only; see --help'],
    [['--', 'full'], 'unexpected argument "full"', 'a stage takes options only; see --help'],
    [[''], 'unexpected argument ""', 'a stage takes options only; see --help'],
  ])('%j', (argv, message, hint) => {
    expect(() => parse(...argv)).toThrow(
      expect.objectContaining({ code: 'USAGE', exitCode: 2, message, hint }) as Error,
    );
  });
});

test('whatever is given, parsing ends in values or in wrong usage', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '--file',
      '--mkfs',
      '--plan=full',
      '-y',
      '-vq',
      '--',
      '=',
      '--=',
      '-=a',
      '--__proto__',
      '--constructor',
    ),
  );
  fc.assert(
    fc.property(fc.array(word), (argv) => {
      try {
        expect(Object.keys(parse(...argv))).toEqual(['stage', 'common', 'operands']);
      } catch (error) {
        expect(error).toMatchObject({ code: 'USAGE', exitCode: 2 });
      }
    }),
  );
});

test('a stage that has a common flag of its own replaces the common one', () => {
  const own = optionTable({
    name: 'x',
    summary: '',
    description: '',
    changes: false,
    options: { wait: { flag: '--wait', description: 'mine' } },
    examples: [],
  });
  expect(own.filter(({ spec }) => spec.flag === '--wait')).toMatchObject([{ group: 'stage' }]);
});

test('words that are no options are taken where they are allowed, and no more than that', () => {
  expect(parseOptions(rows, ['bash', '--dry-run'], { operands: 1 })).toMatchObject({
    operands: ['bash'],
    common: { dryRun: true },
  });
  expect(() => parseOptions(rows, ['bash', 'zsh'], { operands: 1 })).toThrow(
    expect.objectContaining({ message: 'unexpected argument "zsh"', exitCode: 2 }) as Error,
  );
});
