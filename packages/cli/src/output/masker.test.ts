import fc from 'fast-check';
import { inject } from 'vitest';
import { describe, expect, test } from 'vitest';
import { createMasker } from './masker.js';

describe('without knowing the value, a secret is masked', () => {
  test.each([
    ['password: hunter2', 'password: ******'],
    ['+  db_password: "two words"', '+  db_password: ******'],
    ['-  "secret_key": "abc",', '-  "secret_key": ******'],
    ['cluster>auth>token = a b c', 'cluster>auth>token = ******'],
    ['nodes[0].credentials=xyz', 'nodes[0].credentials=******'],
    [
      'say {"user": "me", "api_key": "k1", "n": 1}',
      'say {"user": "me", "api_key": ******, "n": 1}',
    ],
    ['$ hctl --token abc --verbose', '$ hctl --token ****** --verbose'],
    ['$ hctl --token=abc --verbose', '$ hctl --token=****** --verbose'],
    ['env CONSUL_HTTP_TOKEN=abc hctl', 'env CONSUL_HTTP_TOKEN=****** hctl'],
    ['X-Consul-Token: abc', 'X-Consul-Token: ******'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer ******'],
    ['cannot reach consul://me:pw@host:8500/x', 'cannot reach consul://me:******@host:8500/x'],
    ['consul://:pw@host/x', 'consul://:******@host/x'],
  ])('%s', (text, masked) => {
    expect(createMasker().text(text)).toBe(masked);
  });
});

test.each([
  'keys: a, b',
  'monkey=1',
  'Basic configuration: done',
  'tokenizer: fast',
  'the cluster>nodes[0] key is missing',
  '--keep-running 5',
  'a -- b',
  '2026-05-01T12:00:00Z config[1]',
])('%s is left as it is', (text) => {
  expect(createMasker().text(text)).toBe(text);
});

test('a long text that was masked is masked anew when more secrets are known', () => {
  const long = 'x'.repeat(2 ** 17);
  const masker = createMasker();
  expect(masker.text(`${long} s3cr3t! pin: 12`)).toBe(`${long} s3cr3t! pin: 12`);
  masker.learn('s3cr3t!');
  expect(masker.text(`${long} s3cr3t! pin: 12`)).toBe(`${long} ****** pin: 12`);
  masker.addNames(['pin']);
  expect(masker.text(`${long} s3cr3t! pin: 12`)).toBe(`${long} ****** pin: ******`);
});

test('further names are masked once they are named', () => {
  const masker = createMasker();
  masker.addNames(['pin']);
  expect(masker.text('pin: 1234')).toBe('pin: ******');
  expect(masker.data({ pin: 1234, nested: { PIN: ['a'] }, pins: 1 })).toEqual({
    pin: '******',
    nested: { PIN: ['******'] },
    pins: 1,
  });
});

test('a value is learned from plain data, maps, lists and URLs, and masked in every spelling', () => {
  const masker = createMasker();
  masker.learnFrom(
    new Map<string, unknown>([
      ['auth', { passwords: ['p&ss"word', 123456] }],
      ['url', 'https://u:ur%26lpw@h/'],
    ]),
  );
  masker.learnFrom({
    CONSUL_HTTP_TOKEN: 'env-token',
    'a>b>ssh_key': '-----BEGIN KEY-----\nabcdefghijkl\nmnop\n-----END KEY-----',
  });
  for (const [text, masked] of [
    ['x p&ss"word y', 'x ****** y'],
    ['{"a":"p&ss\\"word"}', '{"a":"******"}'],
    ['?q=p%26ss%22word', '?q=******'],
    [Buffer.from('p&ss"word').toString('base64'), '******'],
    ['no 123456', 'no ******'],
    ['ur%26lpw and ur&lpw', '****** and ******'],
    ['env-token', '******'],
    ['|   abcdefghijkl', '|   ******'],
  ] as const)
    expect(masker.text(text)).toBe(masked);
});

test('words that say nothing, and values of three letters, are not taken for secrets', () => {
  const masker = createMasker();
  masker.learnFrom({ token: 'true', password: 'abc', secret: 'None' });
  expect(masker.text('true, abc, none, None')).toBe('true, abc, none, None');
});

test('a secret that contains another is masked whole', () => {
  const masker = createMasker();
  masker.learn('abcd');
  masker.learn('abcdefgh');
  expect(masker.text('abcdefgh abcd')).toBe('****** ******');
});

test('a secret value that is also a name hides no other secret', () => {
  const masker = createMasker();
  masker.learnFrom({ secrets: ['password', 'two words'] });
  expect(masker.text('password: hunter2')).not.toContain('hunter2');
  expect(masker.text('x token=two words y')).toBe('x token=****** y');
});

test('of data, names stay and texts are masked', () => {
  const masker = createMasker();
  masker.learn('s3cr3t!');
  expect(
    masker.data({ reason: 'got s3cr3t!', list: ['s3cr3t!'], n: 1, ok: true, none: undefined }),
  ).toEqual({ reason: 'got ******', list: ['******'], n: 1, ok: true, none: undefined });
});

test('a learned secret survives in no text around it', () => {
  const secret = fc
    .string({
      minLength: 8,
      maxLength: 20,
      unit: fc.constantFrom(...Array.from('abcXYZ019$^.*+?()[]{}|\\"\'/&%= -')),
    })
    .filter((text) => text.trim() === text && !/\*{6}/.test(text));
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
      const masker = createMasker();
      masker.learn(value);
      for (const spelling of [value, JSON.stringify(value), encodeURIComponent(value)])
        expect(masker.text(`${before}${spelling}${after}`)).not.toContain(value);
    }),
    { numRuns: inject('limits').lawRuns },
  );
});

test.each([
  ['one long word', 'a'],
  ['dashes', '-'],
  ['blank lines', '\n'],
  ['blanks', ' '],
  ['open quotes', 'token="'],
])('eight times as many characters of %s take about eight times as long', (_name, unit) => {
  /** Processor time, which does not grow on a busy machine. */
  const work = (length: number): number => {
    const masker = createMasker();
    const text = unit.repeat(Math.ceil(length / unit.length));
    const before = process.cpuUsage();
    masker.text(text);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  work(50_000);
  // What is quadratic takes sixty-four times as long; a pause of the garbage collector is worth 100
  // ms.
  expect(work(800_000)).toBeLessThan(24 * work(100_000) + 100_000);
});
