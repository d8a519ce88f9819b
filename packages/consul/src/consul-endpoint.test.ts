import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

import { consulUrlOfEnvironment } from '@hare/base';
import { resolveConsulEndpoint } from './consul-endpoint.js';

test.each([
  ['', 'http:', '127.0.0.1', 8500, '127.0.0.1:8500'],
  [':8501', 'http:', '127.0.0.1', 8501, '127.0.0.1:8501'],
  ['consul.example', 'http:', 'consul.example', 8500, 'consul.example:8500'],
  ['10.0.0.1:18500', 'http:', '10.0.0.1', 18500, '10.0.0.1:18500'],
  ['[::1]:8500', 'http:', '::1', 8500, '[::1]:8500'],
  ['[fe80::1%eth0]', 'http:', 'fe80::1%eth0', 8500, '[fe80::1%eth0]:8500'],
])('the address %j', (authority, protocol, host, port, address) => {
  expect(resolveConsulEndpoint(authority, {}, {})).toMatchObject({ protocol, host, port, address });
});

test.each([
  '127.0.0.1:abc',
  'host:70000',
  'host:0',
  '::1:8500',
  '[::1',
  'a b',
  'user:hunter2@host',
])('the address %j is refused, without telling what may be a password', (authority) => {
  expect(() => resolveConsulEndpoint(authority, {}, {})).toThrow(
    expect.objectContaining({
      code: 'CONSUL_ADDRESS',
      message: expect.not.stringContaining('hunter2') as string,
    }),
  );
});

test('options come before the environment, and empty variables do not count', () => {
  const env = {
    CONSUL_HTTP_TOKEN: 'theirs',
    CONSUL_HTTP_SSL: 'true',
    CONSUL_CACERT: '',
    CONSUL_HTTP_SSL_VERIFY: '0',
    CONSUL_TLS_SERVER_NAME: 'server.dc1.consul',
  };
  expect(resolveConsulEndpoint('', {}, env)).toMatchObject({
    protocol: 'https:',
    token: 'theirs',
    tls: { servername: 'server.dc1.consul', rejectUnauthorized: false },
  });
  expect(
    resolveConsulEndpoint('', { token: 'ours', https: false, verify: true }, env),
  ).toMatchObject({ protocol: 'http:', token: 'ours', tls: { rejectUnauthorized: true } });
  expect(
    resolveConsulEndpoint('', {}, { CONSUL_HTTP_TOKEN: '', CONSUL_HTTP_SSL: '' }),
  ).toMatchObject({ protocol: 'http:', token: undefined });
});

test('a token may stand in a file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'token-'));
  try {
    const file = path.join(folder, 'token');
    writeFileSync(file, 'abc\n');
    expect(resolveConsulEndpoint('', {}, { CONSUL_HTTP_TOKEN_FILE: file }).token).toBe('abc');
    expect(() => resolveConsulEndpoint('', {}, { CONSUL_HTTP_TOKEN_FILE: `${file}.not` })).toThrow(
      expect.objectContaining({ code: 'CONSUL_TOKEN_FILE', where: { file: `${file}.not` } }),
    );
    expect(() => resolveConsulEndpoint('', { https: true, caFile: `${file}.not` }, {})).toThrow(
      expect.objectContaining({ code: 'CONSUL_TLS_FILE' }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [{ CONSUL_HTTP_ADDR: '10.0.0.1:8501' }, 'consul://10.0.0.1:8501/'],
  [{ CONSUL_HTTP_ADDR: 'http://consul.example:8500/' }, 'consul://consul.example:8500/'],
  [{ CONSUL_HTTP_ADDR: 'HTTPS://consul.example:8501' }, 'consul+https://consul.example:8501/'],
  [{ CONSUL_HTTP_ADDR: 'https://consul.example' }, 'consul+https://consul.example:443/'],
  [{ CONSUL_HTTP_ADDR: 'consul.example' }, 'consul://consul.example:80/'],
  [{ CONSUL_HTTP_ADDR: '[::1]:8500' }, 'consul://[::1]:8500/'],
  [
    { CONSUL_HTTP_ADDR: '127.0.0.1:8501', CONSUL_HTTP_SSL: 'true' },
    'consul+https://127.0.0.1:8501/',
  ],
  [
    { CONSUL_HTTP_ADDR: 'http://127.0.0.1:8501', CONSUL_HTTP_SSL: '1' },
    'consul+https://127.0.0.1:8501/',
  ],
  [
    { CONSUL_HTTP_ADDR: 'https://127.0.0.1:8501', CONSUL_HTTP_SSL: 'false' },
    'consul+https://127.0.0.1:8501/',
  ],
  [{ CONSUL_HTTP_ADDR: 'unix:///run/consul.sock' }, 'consul+unix:///run/consul.sock'],
  [{ CONSUL_HTTP_ADDR: '' }, undefined],
  [{}, undefined],
])(
  'the environment %j names the Consul %s, and a URL without a host means the same',
  (env, url) => {
    expect(consulUrlOfEnvironment(env)).toBe(url);
    expect(resolveConsulEndpoint('', {}, env).url).toBe(url ?? 'consul://127.0.0.1:8500/');
    expect(resolveConsulEndpoint('other:1', { https: false }, env)).toMatchObject({
      socket: undefined,
      url: 'consul://other:1/',
    });
  },
);

test.each([
  'ftp://h:1',
  'tcp://h:1',
  'unix://relative',
  'https://',
  'h:99999',
  'http://h:1/prefix',
  'user:word@h:1',
])('CONSUL_HTTP_ADDR=%s is refused where it is used, and nothing else is spoken to', (address) => {
  expect(() => resolveConsulEndpoint('', {}, { CONSUL_HTTP_ADDR: address })).toThrow(
    expect.objectContaining({ code: 'CONSUL_ADDRESS' }),
  );
  const url = consulUrlOfEnvironment({ CONSUL_HTTP_ADDR: address }) ?? '';
  expect(() =>
    resolveConsulEndpoint(
      /^[^/]*\/\/([^/]*)/.exec(url)?.[1] ?? '',
      {},
      { CONSUL_HTTP_ADDR: address },
    ),
  ).toThrow(
    expect.objectContaining({
      code: 'CONSUL_ADDRESS',
      hint: expect.stringContaining('CONSUL_HTTP_ADDR') as string,
    }),
  );
});
