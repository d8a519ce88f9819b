import { expect, test } from 'vitest';
import { findKv, type Listener } from './find-kv.js';

test.each<[string | undefined, Listener, object]>([
  ['json:///kv.json', 'nothing', { kind: 'named', url: 'json:///kv.json' }],
  [undefined, 'consul', { kind: 'default', url: 'consul://127.0.0.1:8500/' }],
  [
    undefined,
    'nothing',
    { kind: 'deferred', reason: 'Consul is not running; hctl bootstrap imports it' },
  ],
  [
    undefined,
    'other',
    {
      kind: 'deferred',
      reason: 'the server at 127.0.0.1:8500 is not Consul; hctl bootstrap imports it',
    },
  ],
])('named %s, with %s at the default address', async (named, listener, expected) => {
  expect(await findKv(named, () => Promise.resolve(listener))).toEqual(expected);
});
