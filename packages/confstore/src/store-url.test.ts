import { expect, test } from 'vitest';
import { isConsulUrl, parseStoreUrl } from './store-url.js';

test.each([
  ['consul://h:8500/a/b', { authority: 'h:8500', path: '/a/b' }],
  ['Consul://h:8500', { authority: 'h:8500', path: '' }],
  ['CONSUL+HTTPS://h/', { authority: 'h', path: '/', https: true }],
  ['consul+http://h/a', { authority: 'h', path: '/a', https: false }],
  ['consul:///a', { authority: '', path: '/a' }],
  ['consul:a', { authority: '', path: 'a' }],
  ['consul:', { authority: '', path: '' }],
  ['consul+unix:///run/consul.sock', { authority: '', path: '', socket: '/run/consul.sock' }],
  ['consul+unix:///run/consul.sock:/a/b', { authority: '', path: '/a/b', socket: '/run/consul.sock' }],
])('%s names a Consul', (url, parts) => {
  expect(parseStoreUrl(url)).toEqual({ text: url, scheme: 'consul', ...parts });
  expect(isConsulUrl(url)).toBe(true);
});

test.each(['consul+unix://relative.sock', 'consul+unix:', 'consul+ftp://h/', 'consulate://h/', 'json:///consul:', '/consul', '', undefined])('%s does not', (url) => {
  if (url?.startsWith('consul') === true) expect(() => parseStoreUrl(url)).toThrow(expect.objectContaining({ code: 'CONFSTORE_URL' }));
  expect(isConsulUrl(url) && !url?.startsWith('consul+unix')).toBe(false);
});
