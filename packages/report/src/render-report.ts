import { escapeText } from '@hare/base';
import { html } from './page/html.js';
import { renderPage } from './page/render-page.js';
import { pageData } from './page-nodes.js';
import type { ReportData } from './report-data.js';
import { clusterSection } from './sections/cluster.js';
import { conditionSection } from './sections/condition.js';
import { findingsSection } from './sections/findings.js';
import { planSection } from './sections/plan.js';
import { runsSection } from './sections/runs.js';
import { summary } from './sections/summary.js';
import { timeText } from './words.js';

/** The page of a report: one file that loads nothing. Pure: the same data, the same page. */
export function renderReport(raw: ReportData): string {
  const report = shownAsText(raw) as ReportData;
  const data = pageData(report);
  return renderPage({
    title: `Hare cluster report: ${report.host}`,
    about: html`<p class="about">
      Made on ${report.host}, ${timeText(report.time)}. Secrets are masked.
    </p>`,
    contents: [
      { id: 'cluster', title: 'The cluster' },
      { id: 'nodes', title: 'Nodes' },
      { id: 'live', title: 'Its condition' },
      { id: 'plan', title: 'The next run' },
      { id: 'runs', title: 'What ran' },
      { id: 'doctor', title: 'What is wrong' },
    ].filter(({ id }) => id !== 'nodes' || report.cluster !== undefined),
    body: html`${[
      summary(report),
      clusterSection(report, data),
      conditionSection(report),
      planSection(report),
      runsSection(report),
      findingsSection(report),
    ]}`,
    data,
  });
}

/** Every text with what would act on a terminal or turn its reading order shown as escapes. */
function shownAsText(value: unknown): unknown {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map(shownAsText);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [escapeText(name), shownAsText(item)]),
    );
  return value;
}
