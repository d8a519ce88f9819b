import { expect, test } from 'vitest';
import { judgeClock, mostSkewMs, skewMs } from './judge-clock.js';

test.each([
  ['the same second', { sentMs: 10_100, receivedMs: 10_200, dateMs: 10_000 }, 0],
  [
    'a second that began while the answer was on its way',
    { sentMs: 10_900, receivedMs: 11_100, dateMs: 11_000 },
    0,
  ],
  [
    'a long way, within which any time may be',
    { sentMs: 10_000, receivedMs: 20_000, dateMs: 15_000 },
    0,
  ],
  ['ahead', { sentMs: 10_000, receivedMs: 10_100, dateMs: 20_000 }, 9900],
  [
    'behind: the cut-off part of the second counts for the other clock',
    { sentMs: 20_000, receivedMs: 20_100, dateMs: 10_000 },
    -9001,
  ],
])('a clock that is certainly off by: %s', (_, reading, skew) => {
  expect(skewMs(reading)).toBe(skew);
});

test('a skew beyond the limit is a problem with the way to repair it, one within it is not, an unread clock is skipped', () => {
  const reading = (
    skew: number,
  ): { readonly sentMs: number; readonly receivedMs: number; readonly dateMs: number } => ({
    sentMs: 0,
    receivedMs: 0,
    dateMs: skew,
  });
  expect(judgeClock('n2', reading(mostSkewMs + 1))).toMatchObject({
    outcome: 'problem',
    code: 'CLOCK_SKEW',
    text: expect.stringContaining('5.0 s ahead') as string,
    hint: expect.stringContaining('timedatectl') as string,
  });
  expect(judgeClock('n2', reading(mostSkewMs))).toMatchObject({ outcome: 'ok' });
  expect(judgeClock('n2', reading(-mostSkewMs - 1000))).toMatchObject({
    outcome: 'problem',
    text: expect.stringContaining('behind') as string,
  });
  expect(judgeClock('n2', 'no Consul answers')).toEqual({
    check: 'clock',
    subject: 'n2',
    outcome: 'skipped',
    text: 'no Consul answers',
  });
});
