import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { configuredValue, keepState } from './node-state.js';

const key = 'm0conf/nodes/0x6e00000000000001:0x0';

test('the value of a node is the same whatever its state, its spacing and the order of its members', () => {
  const value = configuredValue(key, '{"name": "ssc-1", "state": "M0_NC_UNKNOWN"}');
  expect(configuredValue(key, '{"name": "ssc-1", "state": "M0_NC_ONLINE"}')).toBe(value);
  expect(configuredValue(key, '{"state":"M0_NC_FAILED","name":"ssc-1"}')).toBe(value);
  expect(configuredValue(key, '{"name": "ssc-2", "state": "M0_NC_UNKNOWN"}')).not.toBe(value);
});

test('the short way for common values gives what parsing gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, state) => {
      const members = { path: name, state };
      const asHareWrites = `{"path": ${JSON.stringify(name)}, "state": ${JSON.stringify(state)}}`;
      expect(configuredValue(key, asHareWrites)).toBe(
        configuredValue(key, JSON.stringify(members, undefined, 1)),
      );
    }),
    { numRuns: inject('limits').lawRuns },
  );
});

test.each([
  ['a value outside of m0conf', 'ssc-1', '{"state": "M0_NC_ONLINE"}'],
  ['a value without a state', 'm0conf/profiles/x', '{"name": "default", "pools": []}'],
  ['broken JSON', key, '{"state": '],
  ['plain text', key, 'inet:tcp:1.2.3.4@22001'],
])('%s counts as it is', (_, at, text) => {
  expect(configuredValue(at, text)).toBe(text);
});

test('a changed value keeps the state that the cluster wrote', () => {
  expect(
    keepState(
      key,
      '{"name": "new", "state": "M0_NC_UNKNOWN"}',
      '{"name":"old","state":"M0_NC_ONLINE"}',
    ),
  ).toBe('{"name": "new", "state": "M0_NC_ONLINE"}');
  expect(keepState(key, '{"name": "new", "state": "M0_NC_UNKNOWN"}', 'no JSON')).toBe(
    '{"name": "new", "state": "M0_NC_UNKNOWN"}',
  );
  expect(keepState('ssc-1', 'new', 'old')).toBe('new');
});
