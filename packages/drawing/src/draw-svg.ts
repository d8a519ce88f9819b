import type { ClusterView } from './cluster-view.js';
import { drawEnclosure, enclosureSize, enclosureWidth, type DriveStyle } from './enclosure-box.js';
import { drawLegend, legendHeight, legendWidth } from './legend.js';
import { escapeXml, textWidth } from './svg-text.js';
import { clusterLine } from './words.js';

/**
 * Up to so many nodes drives show their names; beyond, their colour only (and their name when
 * pointed at).
 */
const mostNamedNodes = 6;
const gap = 10;
const inset = 12;
const title = 34;
const caption = 20;

/**
 * A cluster as an SVG picture: site, rack, enclosures, controllers and drives in the colours of
 * their pools, with a legend of the pools.
 */
export function drawSvg(view: ClusterView): string {
  const style = styleFor(view);
  const least = Math.max(textWidth(clusterLine(view), 16), legendWidth(view.pools)) - 2 * inset;
  const columns = columnsFor(view, style, least);
  const rows = chunk(
    view.enclosures.map((enclosure) => ({ enclosure, ...enclosureSize(enclosure, style) })),
    columns,
  );
  const rackWidth = Math.ceil(Math.max(columns * (enclosureWidth(style) + gap) + gap, least));
  const rackTop = title + caption + inset;
  let top = rackTop + caption + gap;
  const boxes = rows.flatMap((row) => {
    const y = top;
    top += row.reduce((most, { height }) => Math.max(most, height), 0) + gap;
    return row.map(({ enclosure }, i) =>
      drawEnclosure(
        enclosure,
        view.pools,
        style,
        2 * inset + gap + i * (enclosureWidth(style) + gap),
        y,
      ),
    );
  });
  const width = rackWidth + 4 * inset;
  const siteBottom = top + inset;
  const height = siteBottom + gap + legendHeight(view.pools) + inset;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans, Verdana, Arial, sans-serif" fill="#111111">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${inset}" y="24" font-size="16" font-weight="bold">${escapeXml(clusterLine(view))}</text>
${frame('site', inset, title, rackWidth + 2 * inset, siteBottom - title)}
${frame('rack', 2 * inset, rackTop, rackWidth, top - rackTop)}
${boxes.join('\n')}
${drawLegend(view.pools, inset, siteBottom + gap)}
</svg>
`;
}

function styleFor(view: ClusterView): DriveStyle {
  const most = view.enclosures
    .flatMap((enclosure) => enclosure.controllers)
    .reduce(
      (max, { data, log, metaData }) =>
        Math.max(max, data.length + log.length + (metaData === undefined ? 0 : 1)),
      1,
    );
  if (view.enclosures.length <= mostNamedNodes)
    return { named: true, width: 72, height: 20, perRow: Math.min(4, Math.max(most, 2)) };
  return { named: false, width: 10, height: 10, perRow: Math.min(12, Math.max(most, 8)) };
}

/**
 * As many columns as make the picture about half again as wide as high, and use the width that
 * title and legend need anyway.
 */
function columnsFor(view: ClusterView, style: DriveStyle, least: number): number {
  const total = view.enclosures.reduce(
    (sum, enclosure) => sum + enclosureSize(enclosure, style).height + gap,
    0,
  );
  const columns = Math.round(Math.sqrt((1.5 * total) / (enclosureWidth(style) + gap)));
  return Math.min(
    Math.max(columns, Math.floor((least - gap) / (enclosureWidth(style) + gap)), 1),
    Math.max(view.enclosures.length, 1),
  );
}

function frame(name: string, x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="none" stroke="#999999" stroke-dasharray="5 3"/>\n<text x="${x + 8}" y="${y + 15}" font-size="11" fill="#666666">${name}</text>`;
}

function chunk<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, i) =>
    items.slice(i * length, (i + 1) * length),
  );
}
