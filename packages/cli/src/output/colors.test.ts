import { expect, test } from 'vitest';
import { colorWish } from '../color-options.js';
import { createColors } from './colors.js';

const terminal = { isTTY: true };
const pipe = { isTTY: false };

test.each([
  ['a terminal', terminal, {}, 'auto', true],
  ['a pipe', pipe, {}, 'auto', false],
  ['a terminal without colors', terminal, { TERM: 'dumb' }, 'auto', false],
  ['NO_COLOR', terminal, { NO_COLOR: '1' }, 'auto', false],
  ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, 'auto', true],
  ['FORCE_COLOR in a pipe', pipe, { FORCE_COLOR: '1' }, 'auto', true],
  ['FORCE_COLOR=0 on a terminal', terminal, { FORCE_COLOR: '0' }, 'auto', false],
  ['CLICOLOR_FORCE in a pipe', pipe, { CLICOLOR_FORCE: '1', TERM: 'dumb' }, 'auto', true],
  ['CLICOLOR_FORCE=0 in a pipe', pipe, { CLICOLOR_FORCE: '0' }, 'auto', false],
  ['CLICOLOR=0 on a terminal', terminal, { CLICOLOR: '0' }, 'auto', false],
  ['CLICOLOR=1 in a pipe', pipe, { CLICOLOR: '1' }, 'auto', false],
  ['NO_COLOR over FORCE_COLOR', pipe, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'auto', false],
  ['FORCE_COLOR over CLICOLOR', pipe, { FORCE_COLOR: '1', CLICOLOR: '0' }, 'auto', true],
  ['CLICOLOR_FORCE over CLICOLOR', pipe, { CLICOLOR_FORCE: '1', CLICOLOR: '0' }, 'auto', true],
  ['--color=always over NO_COLOR', pipe, { NO_COLOR: '1' }, 'always', true],
  ['--color=never over FORCE_COLOR', terminal, { FORCE_COLOR: '1' }, 'never', false],
] as const)('%s: colors %#', (_name, output, env, wish, expected) => {
  expect(createColors(output, env, wish).red('x') !== 'x').toBe(expected);
});

test.each([
  [{}, 'auto'],
  [{ color: 'always' }, 'always'],
  [{ noColor: true }, 'never'],
  [{ color: 'always', noColor: true }, 'never'],
] as const)('%j asks for colors: %s', (options, wish) => {
  expect(colorWish(options)).toBe(wish);
});
