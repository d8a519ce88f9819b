import {
  clusterLine,
  count,
  drawSvg,
  poolMark,
  size,
  toleranceLine,
  type ClusterView,
} from '@hare/drawing';
import { html, trusted, type Html } from '../page/html.js';
import { table } from '../page/table.js';
import { mostOpenNodes, type PageData } from '../page-nodes.js';
import type { ReportData } from '../report-data.js';
import { absence } from './absence.js';

const mostOpenPools = 12;

/** What the cluster is: drawing, pools with what they survive, nodes. */
export function clusterSection(report: ReportData, data: PageData): Html {
  const { cluster } = report;
  if (cluster === undefined) return absence(report, 'cluster', 'The cluster');
  const { view, file } = cluster;
  const isLarge = view.enclosures.length > mostOpenNodes;
  return html`<section id="cluster" aria-labelledby="cluster-title">
    <h2 id="cluster-title">The cluster</h2>
    <p>${clusterLine(view)}. From <code>${file}</code>.</p>
    <details open>
      <summary>Drawing</summary>
      <div
        class="scroll drawing${isLarge && ' large'}"
        tabindex="0"
        role="region"
        aria-label="Drawing of the cluster; the tables below say the same"
      >
        ${trusted(drawSvg(view))}
      </div>
    </details>
    <h3>Pools</h3>
    ${poolsPart(view)}
    <h3 id="nodes">Nodes</h3>
    <p class="soft">
      ${count(data.nodes.length, 'node')}. Link to one with <code>#node=NAME</code>, to a drive with
      <code>#drive=NAME:DEVICE</code>.
    </p>
    ${data.sets.map(
      (set, index) =>
        html`<details
          class="set"
          data-set="${index}"
          ${data.nodes.length <= mostOpenNodes ? trusted(' open') : ''}
        >
          <summary><b>${set.title}</b><span class="soft">${set.line}</span></summary>
        </details>`,
    )}
  </section>`;
}

function poolTable({ pools }: ClusterView): Html {
  return table({
    caption: 'Pools, and which losses they survive',
    head: ['Mark', 'Pool', 'Type', 'N+K+S', 'Drives', 'Nodes', 'Usable', 'Survives the loss of'],
    numbers: [4, 5, 6],
    rows: pools.map((pool, index) => ({
      cells: [
        poolMark(index),
        pool.name,
        pool.type,
        pool.layout,
        String(pool.drives),
        String(pool.nodes),
        pool.usableBytes === undefined ? '–' : size(pool.usableBytes),
        toleranceLine(pool),
      ],
    })),
  });
}

/** Many pools are folded, so that what follows is found. */
function poolsPart(view: ClusterView): Html {
  const shown = poolTable(view);
  if (view.pools.length <= mostOpenPools) return shown;
  return html`<details data-find>
    <summary>${count(view.pools.length, 'pool')}</summary>
    ${shown}
  </details>`;
}
