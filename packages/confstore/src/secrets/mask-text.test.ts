import { expect, test } from 'vitest';
import { maskText } from './mask-text.js';

test.each([
  ['consul://me:hunter2@host/', 'consul://me:******@host/'],
  ['password=hunter2 user=me', 'password=******'],
  ['with password=hunter2 user=me', 'with password=****** user=me'],
  ['{"access_token": "hunter2", "name": "x"}', '{"access_token": ******, "name": "x"}'],
  ["secret_key: 'hunter2'", 'secret_key: ******'],
  ['s3_secret = hunter2;', 's3_secret = ******'],
  ['a; s3_secret = hunter2;', 'a; s3_secret = ******;'],
  ['status: started, key: value', 'status: started, key: value'],
  // What is the value of one name may be the name of another.
  ['log: "the password: hunter2"', 'log: "the password: ******'],
  ['a=b=c api_key=hunter2', 'a=b=c api_key=******'],
  // Quotes within the value.
  ['x {"token": "a\\"b c", "n": 1}', 'x {"token": ******, "n": 1}'],
  ["x {'token': 'it''s', 'n': 1}", "x {'token': ******, 'n': 1}"],
  // JSON in JSON, at any depth.
  [JSON.stringify('{"deep":{"token":"two words","n":1}}'), JSON.stringify('{"deep":{"token":"******","n":1}}').replace(String.raw`\"******\"`, '******')],
  [JSON.stringify(JSON.stringify('x {"token":"a b","n":1}')), JSON.stringify(JSON.stringify('x {"token":******,"n":1}'))],
  ['x token="never closed, and more', 'x token=******'],
  ['a -----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY----- b', 'a ****** b'],
])('maskText masks what stands beside a secret name: %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test('maskText knows further names', () => {
  expect(maskText('pin=1234', ['PIN'])).toBe('pin=******');
});
