import { expect, test } from 'vitest';
import { judgeName, type NameFacts, type Resolution } from './judge-name.js';
import { addressesIn } from '@hare/cluster';

const at = (...addresses: readonly string[]): Resolution => ({ kind: 'addresses', addresses });

test.each([
  ['an address of this machine', {}, at('10.0.0.1'), 'ok', undefined],
  ['loopback, on the only node', {}, at('127.0.1.1'), 'ok', undefined],
  [
    'loopback, where other nodes would reach themselves',
    { several: true },
    at('127.0.1.1', '::1'),
    'problem',
    'NAME_IS_LOOPBACK',
  ],
  ['loopback and a real one', { several: true }, at('127.0.1.1', '10.0.0.1'), 'ok', undefined],
  ['an address of another machine', {}, at('10.9.9.9'), 'warning', 'NAME_IS_ELSEWHERE'],
  [
    'another node, elsewhere as it should be',
    { isThisNode: false, several: true },
    at('10.9.9.9'),
    'ok',
    undefined,
  ],
  ['nothing', {}, { kind: 'unknown', reason: 'ENOTFOUND' }, 'problem', 'NAME_UNRESOLVED'],
] satisfies readonly (readonly [
  string,
  Partial<NameFacts>,
  Resolution,
  string,
  string | undefined,
])[])('a name that stands for %s', (_, facts, resolution, outcome, code) => {
  const found = judgeName(
    {
      name: 'srvnode-1',
      isThisNode: true,
      several: false,
      own: ['127.0.0.1', '10.0.0.1'],
      ...facts,
    },
    resolution,
  );
  expect([found.outcome, found.code]).toEqual([outcome, code]);
  if (outcome !== 'ok') expect(found.hint).toMatch(/\S/);
});

test('a hosts file gives a name all its addresses, comments aside', () => {
  const hosts =
    '# 10.0.0.9 srvnode-1\n127.0.0.1\tlocalhost\n10.0.0.1  srvnode-1.data SRVNODE-1 # first\n::1 srvnode-1\n\n';
  expect(addressesIn(hosts, 'srvnode-1')).toEqual(['10.0.0.1', '::1']);
  expect(addressesIn(hosts, 'first')).toEqual([]);
});
