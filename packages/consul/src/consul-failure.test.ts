import { expect, test } from 'vitest';
import { resolveConsulEndpoint } from './consul-endpoint.js';
import { attemptEffect, connectionFailure, refusal } from './consul-failure.js';

const endpoint = resolveConsulEndpoint('', { token: 'very-secret' }, {});

test.each([
  [403, 'Permission denied', 'CONSUL_PERMISSION_DENIED', 'final'],
  [403, 'ACL not found', 'CONSUL_PERMISSION_DENIED', 'final'],
  [500, 'No cluster leader', 'CONSUL_NO_LEADER', 'none'],
  [500, 'rpc error making call: No cluster leader', 'CONSUL_NO_LEADER', 'none'],
  [500, 'rpc error making call: EOF', 'CONSUL_NO_LEADER', 'unknown'],
  [500, 'leadership lost while committing log', 'CONSUL_NO_LEADER', 'unknown'],
  [413, 'Request body too large', 'CONSUL_TOO_LARGE', 'final'],
  [400, 'Client sent an HTTP request to an HTTPS server.', 'CONSUL_TLS', 'final'],
  [400, '', 'CONSUL_UNPRINTABLE', 'final'],
  [404, 'page not found', 'CONSUL_NOT_CONSUL', 'final'],
  [429, 'Your IP is issuing too many concurrent connections', 'CONSUL_FAILED', 'none'],
  [503, '', 'CONSUL_FAILED', 'unknown'],
  [500, 'invalid session "x"', 'CONSUL_FAILED', 'final'],
])('the answer %i %s is %s, and its effect: %s', (status, text, code, effect) => {
  const error = refusal(endpoint, { key: 'k' }, { status, text });
  expect(error).toMatchObject({ code, where: { key: 'k' }, hint: expect.any(String) as string });
  expect(JSON.stringify(error)).not.toContain('very-secret');
  expect(attemptEffect({ status, text })).toBe(effect);
});

test.each([
  ['ECONNREFUSED', 'CONSUL_UNREACHABLE', 'nothing listens there'],
  ['ENOTFOUND', 'CONSUL_UNREACHABLE', 'the host name does not resolve'],
  ['ETIMEDOUT', 'CONSUL_UNREACHABLE', 'no answer in time'],
  ['HPE_INVALID_CONSTANT', 'CONSUL_NOT_CONSUL', "is not Consul's HTTP interface"],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'CONSUL_TLS', 'no secure connection'],
  ['EPROTO', 'CONSUL_TLS', 'no secure connection'],
])('a request that fails with %s is %s', (cause, code, text) => {
  expect(
    connectionFailure(endpoint, {}, Object.assign(new Error('reason'), { code: cause })),
  ).toMatchObject({ code, message: expect.stringContaining(text) as string });
});

test.each([
  [
    'C0:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../ssl/record.c:77:\n',
    'the server there does not use TLS',
  ],
  ['self-signed certificate\n', 'self-signed certificate'],
])('the reason of no secure connection is one line: %j', (reason, text) => {
  expect(
    connectionFailure(endpoint, {}, Object.assign(new Error(reason), { code: 'EPROTO' })).message,
  ).toBe(`no secure connection to 127.0.0.1:8500: ${text}`);
});
