import path from 'node:path';
import { expect, test } from 'vitest';
import { isConsulUrl, parseStoreUrl, storeUrlOf } from './store-url.js';

test.each([
  ['consul://h:8500/a/b', { authority: 'h:8500', path: '/a/b' }],
  ['Consul://h:8500', { authority: 'h:8500', path: '' }],
  ['CONSUL+HTTPS://h/', { authority: 'h', path: '/', https: true }],
  ['consul+http://h/a', { authority: 'h', path: '/a', https: false }],
  ['consul:///a', { authority: '', path: '/a' }],
  ['consul:a', { authority: '', path: 'a' }],
  ['consul:', { authority: '', path: '' }],
  ['consul+unix:///run/consul.sock', { authority: '', path: '', socket: '/run/consul.sock' }],
  [
    'consul+unix:///run/consul.sock:/a/b',
    { authority: '', path: '/a/b', socket: '/run/consul.sock' },
  ],
])('%s names a Consul', (url, parts) => {
  expect(parseStoreUrl(url)).toEqual({ text: url, scheme: 'consul', ...parts });
  expect(isConsulUrl(url)).toBe(true);
});

test.each([
  'consul+unix://relative.sock',
  'consul+unix:',
  'consul+ftp://h/',
  'consulate://h/',
  'json:///consul:',
  '/consul',
  '',
  undefined,
])('%s does not', (url) => {
  if (url?.startsWith('consul') === true)
    expect(() => parseStoreUrl(url)).toThrow(expect.objectContaining({ code: 'CONFSTORE_URL' }));
  expect(isConsulUrl(url) && !url?.startsWith('consul+unix')).toBe(false);
});

test.each([
  ['a/b.json', 'json', 'a/b.json'],
  ['json:a/b', 'json', 'a/b'],
  ['YAML:./a', 'YAML', 'a'],
  ['dir:../d', 'dir', '../d'],
])('%s means the same file from every folder', (given, scheme, file) => {
  expect(storeUrlOf(given)).toBe(`${scheme}://${path.resolve(file)}`);
});

test.each([
  'json:///a/b',
  'json:/a/b',
  'json://host/a',
  'json:',
  'dict:{"a":1}',
  'consul:a',
  'consul://h:8500/a',
  'consul+unix:///s.sock',
  'unknown:a',
  '',
])('%s stays as it is', (given) => {
  expect(storeUrlOf(given)).toBe(given);
});
