import { expect, test } from 'vitest';
import { bashReply, parseBashLine } from './parse-bash-line.js';

const breaks = '"\'><=;|&(:';

test.each([
  ['confstore json:///etc/a', { words: [], current: 'json:///etc/a', quote: undefined, kept: 5 }],
  [
    "confstore json:a get 'server>p",
    { words: ['json:a', 'get'], current: 'server>p', quote: "'", kept: 0 },
  ],
  [
    'confstore json:a get server\\>p',
    { words: ['json:a', 'get'], current: 'server>p', quote: undefined, kept: 0 },
  ],
  [
    'confstore json:a get "a \\"b',
    { words: ['json:a', 'get'], current: 'a "b', quote: '"', kept: 0 },
  ],
  [
    "confstore json:a get 'x y' ",
    { words: ['json:a', 'get', 'x y'], current: '', quote: undefined, kept: 0 },
  ],
  ['confstore ', { words: [], current: '', quote: undefined, kept: 0 }],
])('%j', (line, expected) => {
  expect(parseBashLine(line, breaks)).toEqual(expected);
});

test.each([
  ['confstore js', { text: 'json:', ends: false }, 'json:'],
  ['confstore json:///e', { text: 'json:///etc/my app', ends: true }, '///etc/my\\ app '],
  ["confstore json:a get 'ser", { text: "server>it's", ends: false }, "server>it'\\''s"],
  ['confstore json:a get "ser', { text: 'server>$x', ends: false }, 'server>\\$x'],
  ['confstore json:a get ser', { text: 'server>port[0]', ends: false }, 'server\\>port\\[0\\]'],
])('the answer to %j', (line, candidate, reply) => {
  expect(bashReply(candidate, parseBashLine(line, breaks))).toBe(reply);
});
