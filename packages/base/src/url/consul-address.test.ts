import { expect, test } from 'vitest';
import { kvOfEnvironment } from './consul-address.js';

test.each([
  [{}, undefined],
  [{ CONSUL_HTTP_ADDR: '' }, undefined],
  [{ CONSUL_HTTP_ADDR: '10.0.0.1:8500' }, 'consul://10.0.0.1:8500/'],
  [{ CONSUL_HTTP_ADDR: '127.0.0.1:8501' }, 'consul://127.0.0.1:8501/'],
  [{ CONSUL_HTTP_ADDR: 'https://127.0.0.1:8500' }, 'consul+https://127.0.0.1:8500/'],
  [{ CONSUL_HTTP_ADDR: 'unix:///run/consul.sock' }, 'consul+unix:///run/consul.sock'],
  // The default one may be down until the cluster starts.
  [{ CONSUL_HTTP_ADDR: '127.0.0.1:8500' }, undefined],
  [{ CONSUL_HTTP_ADDR: 'http://localhost:8500' }, undefined],
  [{ CONSUL_HTTP_ADDR: '[::1]:8500', CONSUL_HTTP_SSL: 'true' }, undefined],
  [{ CONSUL_HTTP_ADDR: 'nonsense' }, 'consul://nonsense:80/'],
  [{ CONSUL_HTTP_ADDR: 'ftp://x' }, 'consul:///'],
])('the environment %j names the KV %s', (env, url) => {
  expect(kvOfEnvironment(env)).toBe(url);
});
