import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { blockLines } from './print-yaml.js';

const style = { unit: 2, listIndent: 0, quoteNames: false, flowColon: ': ' };

/** Texts that one of the two versions takes for something else. */
const texts =
  'on off yes no y n Y NO On true False null ~ 0o17 017 012 0x1F 0b11 1e3 1E+3 1.5e3 1_000 1_0.5 12:30 1:20:30.5 190:20:30 .inf -.INF .NaN ._1 .5 5. 10 0 -1 +1 2020-01-01 2001-12-14t21:59:43.10-05:00 = << 0. 1__0 0o8 08 +.5 -0 - ? : @x `x %x &a *a !t |x >x {a [a ,a #a';

test.each(texts.split(' '))(
  'the text %s is one, as a value and as a name, in YAML 1.1 and 1.2',
  (text) => {
    const printed = blockLines(new Map([[text, text]]), style).join('\n');
    for (const version of ['1.1', '1.2'] as const)
      expect([...(parse(printed, { version, mapAsMap: true }) as Map<unknown, unknown>)]).toEqual([
        [text, text],
      ]);
  },
);

test.each([1e21, 1e-7, -1.5e300, -0, 5e-324, 123456789012345680000, 0.1, 42, NaN, -Infinity])(
  'the number %d is one in YAML 1.1 and 1.2',
  (value) => {
    const [printed = ''] = blockLines([value], style);
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(printed, { version })).toEqual([value]);
  },
);
