import { expect, test } from 'vitest';
import { kvJson } from './kv-json.js';

test('members are separated by a comma and a space, names by a colon and a space', () => {
  expect(kvJson({ name: 'a', pools: ['b', null], n: 1, empty: [], none: {} })).toBe(
    '{"name": "a", "pools": ["b", null], "n": 1, "empty": [], "none": {}}',
  );
});

test('other characters than ASCII are escaped in lower case, also beyond 16 bits', () => {
  expect(kvJson({ path: '/dev/dÍsk😀"\n\u007f' })).toBe(
    '{"path": "/dev/d\\u00cdsk\\ud83d\\ude00\\"\\n\\u007f"}',
  );
});
