import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWaitingLines } from './waiting-lines.js';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test('in a pipe it is said after 10 s, then every 30 s, what is waited for and until when', () => {
  let output = '';
  const lines = createWaitingLines({ write: (text) => (output += text) }, () => Date.now());
  lines.show('waiting for confd of ssc-1', new Date(900_000));
  vi.advanceTimersByTime(9000);
  expect(output).toBe('');
  vi.advanceTimersByTime(61_000);
  expect(output.split('\n')).toEqual([
    '… waiting for confd of ssc-1 (10.0 s elapsed, times out at 1970-01-01T00:15:00Z)',
    '… waiting for confd of ssc-1 (40.0 s elapsed, times out at 1970-01-01T00:15:00Z)',
    '… waiting for confd of ssc-1 (70.0 s elapsed, times out at 1970-01-01T00:15:00Z)',
    '',
  ]);
  lines.clear();
  vi.advanceTimersByTime(60_000);
  expect(output.split('\n')).toHaveLength(4);
  lines.stop();
});
