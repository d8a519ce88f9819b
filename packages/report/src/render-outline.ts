import { escapeText } from '@hare/base';
import { html, type Html } from './page/html.js';
import { renderPage } from './page/render-page.js';

interface Branch {
  readonly text: string;
  readonly below: Branch[];
}

/** Down to this depth an outline is unfolded when it is opened. */
const openDepth = 1;

/**
 * Lines that are indented by two spaces for each level, as a page on which every level folds. Pure.
 */
export function renderOutline(title: string, lines: readonly string[]): string {
  const shown = escapeText(title, 'line');
  const top: Branch = { text: shown, below: [] };
  const open: Branch[] = [top];
  for (const line of lines) {
    const text = line.trimStart();
    const depth = Math.min((line.length - text.length) / 2, open.length - 1);
    const branch: Branch = { text: escapeText(text, 'line'), below: [] };
    open[Math.floor(depth)]?.below.push(branch);
    open.splice(Math.floor(depth) + 1, Number.POSITIVE_INFINITY, branch);
  }
  return renderPage({
    title: shown,
    about: html`<p class="about">${lines.length} objects.</p>`,
    contents: [],
    body: html`<div class="outline">${top.below.map((branch) => part(branch, 0))}</div>`,
    data: {},
  });
}

function part({ text, below }: Branch, depth: number): Html {
  if (below.length === 0) return html`<p data-find>${text}</p>`;
  const children = below.map((branch) => part(branch, depth + 1));
  return depth < openDepth
    ? html`<details data-find open>
        <summary>${text}</summary>
        ${children}
      </details>`
    : html`<details data-find>
        <summary>${text}</summary>
        ${children}
      </details>`;
}
