import { describe, expect, test } from 'vitest';
import { confObjectToJson } from './conf-json.js';
import { decodeXcode } from './decode-xcode.js';
import { formatConfgenObject } from './format-confgen.js';
import { formatXcode } from './format-xcode.js';
import { parseConfgen } from './parse-confgen.js';
import { goldenCases, goldenText } from '../tests/support/golden.js';

describe("the same as Motr's own tool", () => {
  test.each(goldenCases('m0confgen'))('%s', (name) => {
    const input = goldenText(`m0confgen/${name}/input.txt`);
    const expected = goldenText(`m0confgen/${name}/expected.stdout`);
    const output = input.startsWith('[')
      ? decodeXcode(input)
          .map((object) => `${formatConfgenObject(object, 'motr')}\n`)
          .join('')
      : formatXcode(parseConfgen(input));
    expect(output).toBe(expected);
  });
});

test.each(goldenCases('golden'))(
  '%s: confd.cg and confd.xc of Hare hold the same objects',
  (name) => {
    expect(parseConfgen(goldenText(`golden/${name}/confd.cg`))).toEqual(
      decodeXcode(goldenText(`golden/${name}/confd.xc`)),
    );
    expect(formatXcode(decodeXcode(goldenText(`golden/${name}/confd.xc`)))).toBe(
      goldenText(`golden/${name}/confd.xc`),
    );
  },
);

test('numbers of 64 bits and foreign containers survive', () => {
  const xcode =
    '[2:\n {0x64| ((^d|2:0xffffffffffffffff), 0xffffffffffffffff, 2, 1, 1, 0x400, 0, 0, "/dev/a b")},\n {0x76| ((^v|0x40000000000005:1), {1| (1, ^v|7:0x64, [5: 0, 0, 0, 0, 1])})}]\n';
  expect(formatXcode(decodeXcode(xcode))).toBe(xcode);
  expect(decodeXcode(xcode).map((object) => formatConfgenObject(object, 'motr'))).toEqual([
    '(sdev-2:0xffffffffffffffff dev_idx=0xffffffffffffffff iface=2 media=1 bsize=1 size=0x400 last_state=0 flags=0 filename="/dev/a b")',
    '(pver_f-5:1 id=1 base=pver-7:0x64 allowance=[0, 0, 0, 0, 1])',
  ]);
  expect(decodeXcode(xcode).map(confObjectToJson)[0]).toMatchObject({
    object: 'sdev-2:18446744073709551615',
    fid: '0x6400000000000002:0xffffffffffffffff',
    dev_idx: '18446744073709551615',
    size: 1024,
    filename: '/dev/a b',
  });
});

test('confgen attributes may stand in any order, over several lines', () => {
  expect(parseConfgen('(drive-0\n  pvers=[pver-0 ,pver-1]\n  dev=sdev-0)')).toEqual(
    parseConfgen('(drive-0 dev=sdev-0 pvers=[pver-0, pver-1])'),
  );
});

test('nothing is no object', () => {
  expect(parseConfgen(' \n')).toEqual([]);
  expect(decodeXcode('[0]')).toEqual([]);
  expect(decodeXcode(formatXcode([]))).toEqual([]);
});

describe('what is no configuration is refused with its place', () => {
  test.each([
    ['(drive-0 dev=sdev-0', 'f:1:20: expected an attribute or ), found the end of the text'],
    ['(drive-0 dev=sdev-0)', 'drive lacks the attribute pvers'],
    ['(drive-0 dev=sdev-0 dev=sdev-1 pvers=[])', 'dev is given twice'],
    ['(drive-0 dve=sdev-0 pvers=[])', 'drive has no attribute dve, its attributes are dev pvers'],
    ['(drive-0 dev=1 pvers=[])', 'drive-0: dev is a number, must be a fid'],
    ['(pool-0 pver_policy=09 pvers=[])', 'expected a value'],
    ['\n(disk-0 dev=1)', 'f:2:2: expected the name of an object such as process-0'],
    ['hello', 'expected an object, which begins with ('],
  ])('confgen %s', (text, message) => {
    expect(() => parseConfgen(text, 'f')).toThrow(
      expect.objectContaining({ code: 'CFGEN_DECODE' }) as Error,
    );
    expect(messageOf(() => parseConfgen(text, 'f'))).toContain(message);
  });

  test.each([
    ['[1:\n {0x6b| ((^k|1:0), ^d|1:0, [2: ^v|1:0])}]', 'a list declares 2 items but has 1'],
    ['[2:\n {0x6b| ((^k|1:0), ^d|1:0, [0])}]', 'the text declares 2 objects but has 1'],
    ['[1:\n {0x6b| ((^d|1:0), ^d|1:0, [0])}]', 'an object of type 0x6b has the fid of a sdev'],
    ['[1:\n {0x6b| ((^k|1:0), ^d|1:0)}]', 'drive-0 has 1 attributes, must have 2: dev pvers'],
    ['[1:\n {0x6b| ((^q|1:0), ^d|1:0, [0])}]', 'unknown type q'],
    ['[1:\n {0x76| ((^v|1:0), {1| (0, ^v|1:0, [0])})}]', 'a pver is not of variant 1'],
    ['[1:\n {0x6b| ((^k|1:0), ^d|1:0, [0])}] x', 'expected the end of the text'],
    ['[1:\n {0x6b| ((^k|1:0), ^d|1:0, [0])', 'f:2:32: expected }, found the end of the text'],
    ['{}', 'expected xcode, which begins with ['],
  ])('xcode %s', (text, message) => {
    expect(messageOf(() => decodeXcode(text, 'f'))).toContain(message);
  });
});

function messageOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    const { where, message } = error as {
      readonly where: { readonly file: string; readonly line: number; readonly column: number };
      readonly message: string;
    };
    return `${where.file}:${where.line}:${where.column}: ${message}`;
  }
  throw new Error('it was accepted');
}
