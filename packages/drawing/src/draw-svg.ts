import { changeMarks } from './change-mark.js';
import type { Change, ClusterView } from './cluster-view.js';
import { drawEnclosure, enclosureSize, enclosureWidth, type DriveStyle } from './enclosure-box.js';
import { drawGroup, groupHeight, groupWidth } from './group-box.js';
import { drawLegend, legendHeight, legendWidth } from './legend.js';
import { groupNodes } from './node-groups.js';
import { poolPatterns } from './palette.js';
import { element, escapeXml, textElement, textWidth } from './svg-text.js';
import { clusterLine } from './words.js';

/** Up to so many nodes drives show their names; beyond, the letters of their pool only. */
const mostNamedNodes = 6;
/** Up to so many nodes each has its own box; beyond, each storage set has one. */
const mostSingleNodes = 200;
const gap = 10;
const inset = 12;
const caption = 20;

/** The title above the picture; the clock is not read. */
export interface DrawingAbout {
  /** Default: how many nodes, controllers and disks there are. */
  readonly title?: string;
  /** The file that is drawn. */
  readonly file?: string;
  /** When it was drawn, as text. */
  readonly date?: string;
  /** More that a reader must know. */
  readonly note?: string;
}

/** A thing that has its place in the picture. */
interface Box {
  readonly height: number;
  draw(x: number, y: number): string;
}

/**
 * A cluster as an SVG picture: site, rack, nodes, controllers and drives with the letters, colours
 * and patterns of their pools, and a legend that says what each pool survives. Large clusters are
 * drawn by storage set.
 */
export function drawSvg(view: ClusterView, about: DrawingAbout = {}): string {
  const title = about.title ?? clusterLine(view);
  const source = [about.file, about.date, about.note].filter((part) => part !== undefined);
  const top = 34 + (source.length === 0 ? 0 : 16);
  const changes = changesIn(view);
  const least = Math.max(
    textWidth(title, 16),
    textWidth(source.join('; '), 11),
    legendWidth(view.pools),
  );
  const isFramed = view.enclosures.length > 1;
  const frames = isFramed ? 2 : 0;
  const { boxes, boxWidth } = boxesOf(view);
  const columns = columnsFor(boxes, boxWidth, least - 2 * inset);
  const rackWidth = Math.ceil(Math.max(columns * (boxWidth + gap) + gap, least - frames * inset));
  const rackTop = top + (isFramed ? caption + inset : 0);
  let y = rackTop + (isFramed ? caption : 0) + gap;
  const drawn = chunk(boxes, columns).flatMap((row) => {
    const rowTop = y;
    y += row.reduce((most, { height }) => Math.max(most, height), 0) + gap;
    return row.map((box, i) =>
      box.draw((isFramed ? 2 * inset : inset - gap) + gap + i * (boxWidth + gap), rowTop),
    );
  });
  const width = rackWidth + (isFramed ? 4 : 2) * inset;
  const siteBottom = y + (isFramed ? inset : 0);
  const height = siteBottom + gap + legendHeight(view.pools, changes) + inset;
  const lines = [
    element('title', {}, escapeXml(title)),
    element('defs', {}, poolPatterns(view.pools.length)),
    element('rect', { width, height, fill: '#ffffff' }),
    textElement({ x: inset, y: 24, 'font-size': 16, 'font-weight': 'bold' }, title),
    ...(source.length === 0
      ? []
      : [textElement({ x: inset, y: 42, 'font-size': 11, fill: '#444444' }, source.join('; '))]),
    ...(isFramed
      ? [
          frame('site', inset, top, rackWidth + 2 * inset, siteBottom - top),
          frame('rack', 2 * inset, rackTop, rackWidth, y - rackTop),
        ]
      : []),
    drawn.join('\n'),
    drawLegend(view.pools, changes, inset, siteBottom + gap),
  ];
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    role: 'img',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': 'DejaVu Sans, Verdana, Arial, sans-serif',
    fill: '#111111',
  };
  return `${element('svg', attributes, `\n${lines.join('\n')}\n`)}\n`;
}

function boxesOf(view: ClusterView): {
  readonly boxes: readonly Box[];
  readonly boxWidth: number;
} {
  if (view.enclosures.length > mostSingleNodes)
    return {
      boxWidth: groupWidth,
      boxes: groupNodes(view.enclosures).map((group) => ({
        height: groupHeight(group),
        draw: (x, y) => drawGroup(group, view.pools, x, y),
      })),
    };
  const style = styleFor(view);
  return {
    boxWidth: enclosureWidth(style),
    boxes: view.enclosures.map((enclosure) => ({
      height: enclosureSize(enclosure, style).height,
      draw: (x, y) => drawEnclosure(enclosure, view.pools, style, x, y),
    })),
  };
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
    return { named: true, width: 78, height: 20, perRow: Math.min(4, Math.max(most, 2)) };
  return { named: false, width: 20, height: 15, perRow: Math.min(9, Math.max(most, 5)) };
}

/**
 * As many columns as make the picture about half again as wide as high, and use the width that
 * title and legend need anyway.
 */
function columnsFor(boxes: readonly Box[], boxWidth: number, least: number): number {
  const total = boxes.reduce((sum, { height }) => sum + height + gap, 0);
  const columns = Math.round(Math.sqrt((1.5 * total) / (boxWidth + gap)));
  return Math.min(
    Math.max(columns, Math.floor((least - gap) / (boxWidth + gap)), 1),
    Math.max(boxes.length, 1),
  );
}

/** The kinds of change that the picture shows. */
function changesIn({ enclosures, pools }: ClusterView): readonly Change[] {
  const found = new Set(
    [
      ...pools,
      ...enclosures,
      ...enclosures.flatMap(({ controllers }) =>
        controllers.flatMap(({ data, log, metaData }) => [
          ...data,
          ...log,
          ...(metaData === undefined ? [] : [metaData]),
        ]),
      ),
    ].map(({ change }) => change),
  );
  return (Object.keys(changeMarks) as readonly Change[]).filter((change) => found.has(change));
}

function frame(name: string, x: number, y: number, width: number, height: number): string {
  const line = { rx: 6, fill: 'none', stroke: '#999999', 'stroke-dasharray': '5 3' };
  return [
    element('rect', { x, y, width, height, ...line }),
    textElement({ x: x + 8, y: y + 15, 'font-size': 11, fill: '#666666' }, name),
  ].join('\n');
}

function chunk<T>(items: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, i) =>
    items.slice(i * length, (i + 1) * length),
  );
}
