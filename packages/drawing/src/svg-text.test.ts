import { expect, test } from 'vitest';
import { element, fittedText, textElement } from './svg-text.js';

test('an element has its attributes in their order, and escapes what would end their values', () => {
  expect(element('path', { d: 'M0 4 H8', 'stroke-width': 1.2, id: `<&"'>` })).toBe(
    '<path d="M0 4 H8" stroke-width="1.2" id="&#60;&#38;&#34;&#39;&#62;"/>',
  );
});

test('an element takes SVG as its content, and closes itself only without any', () => {
  expect(element('g', {}, element('rect', { x: 0 }))).toBe('<g><rect x="0"/></g>');
  expect(element('defs', {}, '')).toBe('<defs></defs>');
});

test('text is escaped, and has the whole of itself as its title where it may be shortened', () => {
  expect(textElement({ x: 1 }, 'a<b')).toBe('<text x="1">a&#60;b</text>');
  expect(fittedText({}, '<long-name>', 10, 31)).toBe(
    '<text>&#60;l…e&#62;<title>&#60;long-name&#62;</title></text>',
  );
});
