import { expect, test } from 'vitest';
import { configurationDigest } from './digest.js';

const entries: readonly (readonly [string, string])[] = [
  ['m0conf/nodes/0x6e00000000000001:0x0', '{"name": "ssc-1", "state": "M0_NC_UNKNOWN"}'],
  ['ssc-1', '0001'],
  ['leader', ''],
  ['epoch', '1'],
];

test('the digest does not depend on the order of keys, on what a running cluster owns, or on states', () => {
  const digest = configurationDigest(new Map(entries));
  expect(digest).toBe('sha256:fce33181988e1e59e516d9047cb59e4feef1338b115e06d7cb24938a56c554f1');
  expect(configurationDigest(new Map([...entries].reverse()))).toBe(digest);
  expect(
    configurationDigest(
      new Map([
        ...entries.slice(1, 2),
        ['m0conf/nodes/0x6e00000000000001:0x0', '{"name":"ssc-1","state":"M0_NC_ONLINE"}'],
        ['leader', 'ssc-1'],
        ['processes/1', 'x'],
      ]),
    ),
  ).toBe(digest);
});

test.each([
  ['another value', [['ssc-1', '0002'], ...entries.filter(([key]) => key !== 'ssc-1')]],
  ['a key less', entries.filter(([key]) => key !== 'ssc-1')],
  ['a key more', [...entries, ['m0conf/x', '']]],
  [
    'what is key and what is value',
    [['ssc-10', '001'], ...entries.filter(([key]) => key !== 'ssc-1')],
  ],
] as readonly (readonly [string, readonly (readonly [string, string])[]])[])(
  'the digest tells %s',
  (_, other) => {
    expect(configurationDigest(new Map(other))).not.toBe(configurationDigest(new Map(entries)));
  },
);
