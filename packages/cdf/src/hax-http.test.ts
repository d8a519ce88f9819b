import { openConfStore } from '@hare/confstore';
import { expect, test } from 'vitest';
import { readHaxHttp } from './hax-http.js';

const read = async (endpoints: unknown, certificate?: unknown): Promise<unknown> =>
  readHaxHttp(
    await openConfStore(
      `dict:${JSON.stringify({ cortx: { hare: { hax: { endpoints } }, common: { security: { ssl_certificate: certificate } } } })}`,
      { maps: true },
    ),
  );

test.each([
  [
    ['tcp://data-1:22001', 'https://cortx-hax-svc:22003', 'http://x:1'],
    '/etc/ssl/s3.pem',
    { protocol: 'https', certificate: '/etc/ssl/s3.pem' },
  ],
  [
    ['http://cortx-hax-svc:22003', 'https://x:1'],
    '/etc/ssl/s3.pem',
    { protocol: 'http', certificate: '/etc/ssl/s3.pem' },
  ],
  ['tcp://data-1:22001,HTTPS://svc:1', undefined, { protocol: 'https', certificate: '' }],
  [['tcp://data-1:22001'], '/etc/ssl/s3.pem', undefined],
  [[], undefined, undefined],
  [null, undefined, undefined],
])('of the endpoints %j and the certificate %j', async (endpoints, certificate, expected) => {
  expect(await read(endpoints, certificate)).toEqual(expected);
});
