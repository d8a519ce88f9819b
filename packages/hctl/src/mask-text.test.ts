import { expect, test } from 'vitest';
import { maskText } from './mask-text.js';

test.each([
  ['consul://me:hunter2@host/', 'consul://me:******@host/'],
  ['password=hunter2 user=me', 'password=****** user=me'],
  ['{"access_token": "hunter2", "name": "x"}', '{"access_token": ******, "name": "x"}'],
  ["secret_key: 'hunter2'", 'secret_key: ******'],
  ['s3_secret = hunter2;', 's3_secret = ******;'],
  ['status: started, key: value', 'status: started, key: value'],
])('maskText masks what stands beside a secret name: %s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

test('maskText knows further names', () => {
  expect(maskText('pin=1234', ['PIN'])).toBe('pin=******');
});
