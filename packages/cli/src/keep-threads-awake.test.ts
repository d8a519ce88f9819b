import { createHook } from 'node:async_hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  // The timer of the tests themselves is running.
  vi.resetModules();
});
afterEach(() => vi.useRealTimers());

test('a file is asked for once a second, however often this is called', async () => {
  const { keepThreadsAwake } = await import('./keep-threads-awake.js');
  let asked = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === 'FSREQCALLBACK') asked += 1;
    },
  }).enable();
  keepThreadsAwake();
  keepThreadsAwake();
  expect(asked).toBe(0);
  vi.advanceTimersByTime(3000);
  hook.disable();
  expect(asked).toBe(3);
});
