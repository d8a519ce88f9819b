import { expect, test } from 'vitest';
import { checkRegistry } from './private-registry.js';

const names: Readonly<Record<string, readonly string[]>> = {
  'npm.storage.lan': ['10.20.30.40'],
  'npm.example.com': ['93.184.215.14'],
  'half.example.com': ['10.0.0.1', '93.184.215.14'],
  'www.npmjs.org': ['127.0.0.1'],
  localhost: ['127.0.0.1', '::1'],
};
const lookUp = (host: string): Promise<readonly string[]> => Promise.resolve(names[host] ?? []);

test.each([
  ['http://127.0.0.1:4873', 'http://127.0.0.1:4873/'],
  ['http://localhost:4873/', 'http://localhost:4873/'],
  ['http://[::1]:4873/', 'http://[::1]:4873/'],
  ['https://192.168.1.5/npm/', 'https://192.168.1.5/npm/'],
  ['https://npm.storage.lan/', 'https://npm.storage.lan/'],
])('%s may be published to', async (registry, url) => {
  expect(await checkRegistry(registry, lookUp)).toEqual({ ok: true, url });
});

test.each([
  ['https://www.npmjs.org/', /public registry/],
  ['https://www.npmjs.org./', /public registry/],
  ['https://WWW.NPMJS.ORG/', /public registry/],
  ['https://npm.pkg.github.com/', /public registry/],
  [
    'https://npm.example.com/',
    /npm.example.com \(93.184.215.14\) is neither this machine nor in a private network/,
  ],
  ['https://half.example.com/', /93.184.215.14/],
  ['https://8.8.8.8/', /8.8.8.8 is neither/],
  ['https://[2606:4700::1]/', /2606:4700::1 is neither/],
  ['https://nowhere.example/', /has no address/],
  ['http://user:secret@127.0.0.1/', /^(?!.*secret).*npm login/],
  ['127.0.0.1:4873', /is not an http/],
  ['file:///tmp/registry', /is not an http/],
  ['', /is not an http/],
])('%j is refused', async (registry, reason) => {
  expect(await checkRegistry(registry, lookUp)).toEqual({
    ok: false,
    reason: expect.stringMatching(reason) as string,
  });
});
