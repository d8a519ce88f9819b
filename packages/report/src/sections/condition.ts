import { count } from '@hare/drawing';
import { html, type Html } from '../page/html.js';
import { table } from '../page/table.js';
import type { LiveService, ReportData } from '../report-data.js';
import { timeText } from '../words.js';
import { absence } from './absence.js';

/** How the cluster is, as hctl answered at that time. */
export function conditionSection(report: ReportData): Html {
  const { live } = report;
  if (live === undefined) return absence(report, 'live', 'Its condition');
  const services = (live.status?.nodes ?? []).flatMap(({ name, svcs }) =>
    svcs.map((service) => ({ node: name, ...service })),
  );
  const off = services.filter(({ status }) => status !== 'started');
  return html`<section id="live" aria-labelledby="live-title">
    <h2 id="live-title">Its condition</h2>
    <p>${conditionLine(live.state, services)}. hctl answered at ${timeText(live.time)}.</p>
    ${
      off.length > 0 &&
      table({
        caption: 'Services that are not started',
        head: ['Node', 'Service', 'State', 'Endpoint', 'Fid'],
        rows: off.map(({ node, name, status, ep = '', fid }) => ({
          cells: [node, name, status, ep, fid],
          tone: 'bad' as const,
        })),
      })
    }
    ${
      live.status !== undefined &&
      live.status.devices === undefined &&
      html`<p class="soft">This hctl does not list devices.</p>`
    }
  </section>`;
}

/** `Running: 11 of 12 services started`. */
export function conditionLine(
  state: 'running' | 'not-running',
  services: readonly LiveService[],
): string {
  if (state === 'not-running') return 'Not running';
  const started = services.filter(({ status }) => status === 'started').length;
  return `Running: ${started} of ${count(services.length, 'service')} started`;
}
