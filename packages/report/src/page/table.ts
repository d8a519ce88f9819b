import { html, type Html } from './html.js';

type Cell = string | Html;

export interface TableParts {
  readonly caption: string;
  readonly head: readonly string[];
  /** Columns of numbers, aligned right. */
  readonly numbers?: readonly number[];
  readonly rows: readonly {
    readonly cells: readonly Cell[];
    readonly tone?: 'bad' | undefined;
    readonly id?: string | undefined;
  }[];
}

/** A table that scrolls in itself when the page is narrow; the first cell names its row. */
export function table({ caption, head, numbers = [], rows }: TableParts): Html {
  const kind = (column: number): string => (numbers.includes(column) ? 'number' : 'text');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((title, i) => html`<th scope="col" class="${kind(i)}">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ cells, tone = '' }) =>
            html`<tr data-find class="${tone}">
              ${cells.map((cell, i) =>
                i === 0
                  ? html`<th scope="row">${cell}</th>`
                  : html`<td class="${kind(i)}">${cell}</td>`,
              )}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
