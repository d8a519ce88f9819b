import { html, type Html } from '../page/html.js';
import type { MissingPart, ReportData } from '../report-data.js';

/** A section whose report is unavailable: why, and what to do. */
export function absence(
  { missing }: Pick<ReportData, 'missing'>,
  part: MissingPart['part'],
  title: string,
): Html {
  const found = missing.find((each) => each.part === part);
  return html`<section id="${part}" aria-labelledby="${part}-title">
    <h2 id="${part}-title">${title}</h2>
    <div class="note">
      <p>Not available: ${found?.reason ?? 'it was not asked for'}.</p>
      ${found?.hint !== undefined && html`<p class="remedy">What to do: ${found.hint}</p>`}
    </div>
  </section>`;
}
