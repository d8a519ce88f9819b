import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommandSpec } from './command-spec.js';
import { helpOption, type OptionSpec, versionOption } from './option-spec.js';
import { askedFor, parseCommand, type ParsedCommand } from './parse-command.js';

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

const spec: CommandSpec = {
  name: 'x',
  summary: '',
  description: '',
  options,
  common: {
    title: 'Common',
    options: {
      config: { flag: '--config', aliases: ['-c'], value: 'URL', description: '' },
      dryRun: { flag: '--dry-run', description: '' },
      json: { flag: '--json', description: '' },
      verbose: { flag: '--verbose', aliases: ['-v'], description: '' },
      quiet: { flag: '--quiet', aliases: ['-q'], description: '' },
      noColor: { flag: '--no-color', description: '' },
      version: versionOption,
      help: helpOption,
    },
  },
  examples: [],
  exitCodes: '',
};
const parse = (...argv: readonly string[]): ParsedCommand => parseCommand(spec, argv);

test('without arguments, switches are false and values are their defaults', () => {
  const { own, common } = parse();
  expect(own).toEqual({
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
    expect(parse(...argv).own).toMatchObject(expected);
  });

  test.each([
    [['-vq'], { verbose: true, quiet: true }],
    [['-vcjson:///a'], { verbose: true, config: 'json:///a' }],
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
    [['--yes=no'], '--yes takes no value, got "no"', 'write --yes'],
    [
      ['--plan', 'full', '--plan', 'sanity'],
      '--plan occurs twice, with "full" and "sanity"',
      'use it only once',
    ],
    [
      ['full'],
      'unexpected argument "full"',
      'remove it; only options are allowed here (see --help)',
    ],
    [
      ['--', 'full'],
      'unexpected argument "full"',
      'remove it; only options are allowed here (see --help)',
    ],
    [[''], 'unexpected argument ""', 'remove it; only options are allowed here (see --help)'],
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
        expect(Object.keys(parse(...argv))).toEqual(['own', 'common', 'operands']);
      } catch (error) {
        expect(error).toMatchObject({ code: 'USAGE', exitCode: 2 });
      }
    }),
  );
});

describe('words that are no options', () => {
  const one: CommandSpec = {
    ...spec,
    operands: [{ name: 'FILE' }, { name: 'SHELL', choices: ['bash', 'zsh'], optional: true }],
  };
  test.each([
    [['a', '--dry-run'], ['a']],
    [
      ['--dry-run', 'a', 'bash'],
      ['a', 'bash'],
    ],
    [['-'], ['-']],
    [['-1'], ['-1']],
    [['-1.5e3'], ['-1.5e3']],
    [[''], ['']],
    [
      ['--', '--json', 'zsh'],
      ['--json', 'zsh'],
    ],
    [
      ['a', '--file', 'b', 'zsh'],
      ['a', 'zsh'],
    ],
  ])('%j', (argv, operands) => {
    expect(parseCommand(one, argv).operands).toEqual(operands);
  });

  test.each([
    [[], 'missing argument FILE', 'add it: x FILE'],
    [['a', 'zhs'], 'SHELL cannot be "zhs"', 'use one of: bash, zsh'],
    [['a', 'zsh', 'c'], 'unexpected argument "c"', 'see --help'],
    [['a', '-z'], 'unknown option -z', expect.stringMatching(/./)],
  ])('%j is wrong usage', (argv, message, hint: unknown) => {
    expect(() => parseCommand(one, argv)).toThrow(
      expect.objectContaining({ code: 'USAGE', exitCode: 2, message, hint }) as Error,
    );
  });

  test.each([
    [[], 'hare-x copy FROM TO'],
    [['a b', '--dry-run'], "hare-x copy 'a b' --dry-run TO"],
    [['--file', 'f', '--', '-a'], 'hare-x copy --file f -- -a TO'],
  ])('after %j the hint is the call that was meant', (argv, call) => {
    const two = {
      ...spec,
      operands: [{ name: 'FROM' }, { name: 'TO' }, { name: 'MODE', optional: true as const }],
    };
    expect(() => parseCommand(two, argv, 'hare-x copy')).toThrow(
      expect.objectContaining({ hint: `add it: ${call}` }) as Error,
    );
  });

  test('the last may take all that are left', () => {
    const many = { ...spec, operands: [{ name: 'A' }, { name: 'B', many: true, optional: true }] };
    expect(parseCommand(many as CommandSpec, ['a', 'b', '--', '--c']).operands).toEqual([
      'a',
      'b',
      '--c',
    ]);
  });
});

describe('an option', () => {
  const some = (option: Partial<OptionSpec>, repeats?: 'last'): CommandSpec => ({
    ...spec,
    operands: [{ name: 'A', optional: true }],
    options: { it: { flag: '--it', aliases: ['-i'], description: '', ...option } },
    ...(repeats === undefined ? {} : { repeats }),
  });
  test.each([
    [['--it', '--json'], '--json'],
    [['--it', ''], ''],
    [['--it='], ''],
    [['-i='], '='],
    [['-i=a'], '=a'],
    [['-i', '--help'], '--help'],
  ])('that takes its value as it is: %j', (argv, value) => {
    const verbatim = some({ value: 'V', verbatim: true });
    expect(parseCommand(verbatim, argv).own).toEqual({ it: value });
    expect(askedFor(verbatim, argv)).toBeUndefined();
  });

  test.each([
    [['--it'], true, []],
    [['--it', 'true'], true, []],
    [['--it', 'false'], false, []],
    [['--it=false', 'a'], false, ['a']],
    [['--it', 'tree'], true, ['tree']],
    [['--it', 'no'], true, ['no']],
  ])('that only true and false turn: %j', (argv, it, operands) => {
    const parsed = parseCommand(some({ yesOrNo: 'exact' }), argv);
    expect([parsed.own, parsed.operands]).toEqual([{ it }, operands]);
  });

  test('given again may replace what it was', () => {
    expect(parseCommand(some({ value: 'V' }, 'last'), ['--it', 'a', '--it', 'b']).own).toEqual({
      it: 'b',
    });
  });
});

test.each([
  [['--help'], 'help'],
  [['--fiel', '-h'], 'help'],
  [['-vh'], 'help'],
  [['--version', '--help'], 'help'],
  [['--version'], 'version'],
  [['--', '--help'], undefined],
  [['--file=--help'], undefined],
  [['--file', '--help'], 'help'],
])('%j asks for %s', (argv, asked) => {
  expect(askedFor(spec, argv)).toBe(asked);
});

test.each([
  [[], false],
  [['--wait'], true],
  [['--wait', '90'], '90'],
  [['--wait=5m'], '5m'],
  [['--wait', '--yes'], true],
])('an optional value may be the next word: %j', (argv, expected) => {
  const wait = {
    flag: '--wait',
    value: 'TIME',
    optionalValue: 'word',
    description: 'how long',
  } as const;
  const { own } = parseCommand({ ...spec, options: { wait, yes: options.yes } }, argv);
  expect(own['wait']).toBe(expected);
});

test('a repeatable option collects its values', () => {
  const ignore = { flag: '--ignore', value: 'CODE', repeatable: true, description: '' } as const;
  const { own } = parseCommand({ ...spec, options: { ignore } }, ['--ignore', 'A', '--ignore=B,C']);
  expect(own['ignore']).toBe('A,B,C');
});
