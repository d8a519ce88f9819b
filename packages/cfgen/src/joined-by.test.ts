import { expect, test } from 'vitest';
import { joinedBy } from './joined-by.js';

test.each([0, 1, 2, 2047, 2048, 2049, 5000])('%i texts are joined as a list is', (count) => {
  const texts = Array.from({ length: count }, (_, index) => `text ${index}`);
  const joined = joinedBy(',\n');
  for (const text of texts) joined.add(text);
  expect(joined.text()).toBe(texts.join(',\n'));
});
