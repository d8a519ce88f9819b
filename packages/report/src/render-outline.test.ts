import { expect, test } from 'vitest';
import { renderOutline } from './render-outline.js';

const bare = (page: string): string =>
  (/<div class="outline">([^]*?)<\/div>/.exec(page)?.[1] ?? '').replace(/>\s+</g, '><');

test('lines fold as they are indented', () => {
  const page = renderOutline('Objects', ['root', '  node 1', '    process', '  node 2', 'end']);
  expect(bare(page)).toBe(
    '<details data-find open><summary>root</summary>' +
      '<details data-find><summary>node 1</summary><p data-find>process</p></details>' +
      '<p data-find>node 2</p></details>' +
      '<p data-find>end</p>',
  );
  expect(page).toContain('5 objects.');
});

test('what comes from outside is shown as text', () => {
  const page = renderOutline('<b>', ['<script>alert(1)</script>\u001b[31m']);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;\\u001b[31m');
});
