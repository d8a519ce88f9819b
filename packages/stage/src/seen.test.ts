import { expect, test } from 'vitest';
import { openRound, seen } from './seen.js';

test('a round asks once, whoever asks, and another round asks again', async () => {
  let asked = 0;
  const count = seen(() => Promise.resolve(++asked));
  const twice = seen(async (look) => 2 * (await look(count)));
  const look = openRound();
  expect(await Promise.all([look(count), look(twice), look(count)])).toEqual([1, 2, 1]);
  expect([await look.again()(twice), await openRound()(count), await look(count)]).toEqual([
    4, 3, 1,
  ]);
});

test('an error is the same one for all who ask in its round, and gone in the next', async () => {
  let fails = true;
  const broken = seen(() =>
    fails ? Promise.reject(new Error('broken')) : Promise.resolve('mended'),
  );
  const look = openRound();
  const [first, second] = await Promise.allSettled([look(broken), look(broken)]);
  expect(first).toEqual(second);
  fails = false;
  await expect(look(broken)).rejects.toThrow('broken');
  expect(await look.again()(broken)).toBe('mended');
});

test('what the first round saw is known in every later one, as such', async () => {
  let asked = 0;
  const count = seen(() => Promise.resolve(++asked));
  const first = openRound();
  expect(await first(count)).toBe(1);
  const later = first.again().again();
  expect([
    await later(count),
    await later.first(count),
    await first.first(count),
    await later.again().first(count),
  ]).toEqual([2, 1, 1, 1]);
});
