import type { ControllerView, DriveView, EnclosureView, PoolView } from './cluster-view.js';
import { frameOf, marked } from './change-mark.js';
import { lettersOn, poolColour, poolFill, poolMark } from './palette.js';
import {
  dashed,
  element,
  escapeXml,
  fitText,
  fittedText,
  textElement,
  thin,
  type Attributes,
} from './svg-text.js';
import { processLine, size } from './words.js';

/** How much of a drive is shown: its name, or only its colour. */
export interface DriveStyle {
  readonly named: boolean;
  readonly width: number;
  readonly height: number;
  readonly perRow: number;
}

const gap = 3;
const head = 32;
const label = 62;
const foot = 6;

/** How large the box of an enclosure is. */
export function enclosureSize(
  enclosure: EnclosureView,
  style: DriveStyle,
): { readonly width: number; readonly height: number } {
  const rows = enclosure.controllers.reduce(
    (total, controller) => total + controllerHeight(controller, style),
    0,
  );
  return { width: enclosureWidth(style), height: head + rows + foot };
}

/** All boxes are equally wide, so that they make columns. */
export function enclosureWidth(style: DriveStyle): number {
  return labelWidth(style) + style.perRow * (style.width + gap) + 8;
}

/** Draws an enclosure with its controllers and drives at a place. */
export function drawEnclosure(
  enclosure: EnclosureView,
  pools: readonly PoolView[],
  style: DriveStyle,
  x: number,
  y: number,
): string {
  const { width, height } = enclosureSize(enclosure, style);
  const processes = processLine(enclosure) || 'no processes';
  const name = marked(enclosure.hostname, enclosure.change);
  const fill = enclosure.controllers.length === 0 ? '#f4f4f4' : '#ffffff';
  const frame = frameOf(enclosure.change, { stroke: '#555555' });
  const nameLook = { x: x + 6, y: y + 14, 'font-size': 12, 'font-weight': 'bold' };
  const processesLook = { x: x + 6, y: y + 26, 'font-size': 9.5, fill: '#444444' };
  const parts = [
    element('rect', { x, y, width, height, rx: 4, fill, ...frame }),
    fittedText(nameLook, name, 12.5, width - 12),
    fittedText(processesLook, processes, 9.5, width - 12),
  ];
  let top = y + head;
  for (const [c, controller] of enclosure.controllers.entries()) {
    parts.push(drawController(controller, c, pools, style, x, top));
    top += controllerHeight(controller, style);
  }
  return parts.join('\n');
}

function drawController(
  controller: ControllerView,
  index: number,
  pools: readonly PoolView[],
  style: DriveStyle,
  x: number,
  y: number,
): string {
  const left = x + labelWidth(style);
  const look = {
    x: x + 6,
    y: y + style.height - (style.named ? 6 : 1.5),
    'font-size': style.named ? 10 : 9,
    fill: '#444444',
  };
  const parts = [textElement(look, style.named ? `controller ${index}` : `c${index}`)];
  for (const [i, { drive, use }] of drivesOf(controller).entries()) {
    const at = {
      x: left + (i % style.perRow) * (style.width + gap),
      y: y + Math.floor(i / style.perRow) * (style.height + gap),
    };
    parts.push(drawDrive(drive, use, pools, style, at.x, at.y));
  }
  return parts.join('\n');
}

type Use = 'data' | 'log' | 'metadata';

function drawDrive(
  drive: DriveView,
  use: Use,
  pools: readonly PoolView[],
  style: DriveStyle,
  x: number,
  y: number,
): string {
  const { width, height, named } = style;
  const colour = use === 'log' ? '#dddddd' : poolColour(drive.pool);
  const fill = use === 'log' ? '#dddddd' : poolFill(drive.pool);
  const pool = drive.pool === undefined ? ', no pool' : `, pool ${pools[drive.pool]?.name ?? ''}`;
  const bytes = drive.bytes === undefined ? '' : `, ${size(drive.bytes)}`;
  const title = `${marked(drive.path, drive.change)}: ${use}${bytes}${use === 'log' ? '' : pool}`;
  const rx = use === 'data' ? 1 : Math.min(width, height) / 2;
  const frame = frameOf(drive.change, use === 'log' ? { ...thin, ...dashed } : thin);
  const text = (at: number, words: string, weight: Attributes = {}): string => {
    const place = { x: x + at, y: y + height / 2 + 3.5, 'font-size': 10 };
    return textElement({ ...place, ...weight, ...lettersOn(colour) }, words);
  };
  const mark = drive.pool === undefined || use === 'log' ? '' : poolMark(drive.pool);
  const name = marked(drive.path.replace(/^.*\/(?=.)/, ''), drive.change);
  const markAt = named ? 10 : width / 2;
  const nameAt = width / 2 + (mark === '' ? 0 : 7);
  const parts = [
    element('rect', { x, y, width, height, rx, fill, ...frame }),
    ...(mark === '' ? [] : [text(markAt, mark, { 'font-weight': 'bold' })]),
    ...(named ? [text(nameAt, fitText(name, 10, width - 24))] : []),
    element('title', {}, escapeXml(title)),
  ];
  return element('g', {}, parts.join(''));
}

function drivesOf(
  controller: ControllerView,
): readonly { readonly drive: DriveView; readonly use: Use }[] {
  return [
    ...controller.data.map((drive) => ({ drive, use: 'data' as const })),
    ...controller.log.map((drive) => ({ drive, use: 'log' as const })),
    ...(controller.metaData === undefined
      ? []
      : [{ drive: controller.metaData, use: 'metadata' as const }]),
  ];
}

function controllerHeight(controller: ControllerView, style: DriveStyle): number {
  return Math.ceil(drivesOf(controller).length / style.perRow) * (style.height + gap) + gap;
}

function labelWidth(style: DriveStyle): number {
  return style.named ? label + 10 : 26;
}
