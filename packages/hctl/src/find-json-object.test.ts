import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { findJsonObject } from './find-json-object.js';

test.each([
  ['alone', '{"nodes": []}'],
  ['after progress lines', 'Waiting for Consul...\n[2021-02-01] {warning} "x\n{"nodes": []}\n'],
  ['on the line of a progress text', 'checking {1/3}... done {"nodes": []}'],
  ['after a JSON log line', '{"level": "warn", "msg": "old {\\"nodes\\"}"}\n{"nodes": []}'],
  ['before a warning', '{"nodes": []}\nDeprecationWarning: {"x"'],
  ['after a cut object', '{"nodes": [{"name": \n{"nodes": []}'],
])('the object is found %s', (_, text) => {
  expect(findJsonObject(text, 'nodes')).toEqual({ nodes: [] });
});

test.each([
  ['nothing', ''],
  ['text', 'Traceback (most recent call last):\n  File "x"'],
  ['a cut object', '{"pools": [], "nodes": [{"name": "a", "svcs": []}'],
  ['an object without the name', '{"devices": [{"nodes": 1}]}'],
  ['a list', '["nodes"]'],
])('nothing is found in %s', (_, text) => {
  expect(findJsonObject(text, 'nodes')).toBeUndefined();
});

test('a name inside another object is not taken for the top', () => {
  expect(findJsonObject('{"a": {"nodes": 1}, "nodes": 2}', 'nodes')).toEqual({
    a: { nodes: 1 },
    nodes: 2,
  });
});

test('garbage full of braces is given up in time', () => {
  const before = process.cpuUsage();
  expect(findJsonObject('{"'.repeat(200_000), 'nodes')).toBeUndefined();
  expect(findJsonObject('{"a": '.repeat(200_000), 'nodes')).toBeUndefined();
  expect(process.cpuUsage(before).user).toBeLessThan(30_000_000);
});

test('any object is found behind any lines without braces', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.array(fc.string().map((line) => line.replace(/[{}]/g, ''))),
      fc.boolean(),
      (rest, noise, pretty) => {
        const value = { ...rest, nodes: [] };
        const text = `${noise.join('\n')}\n${JSON.stringify(value, undefined, pretty ? 2 : 0)}\n`;
        expect(findJsonObject(text, 'nodes')).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
    { numRuns: inject('limits').lawRuns },
  );
});
