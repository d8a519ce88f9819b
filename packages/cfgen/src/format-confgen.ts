import { attributeSpecs, type ConfObject, type ConfValue } from './conf-object.js';
import type { AnyFid, UInt } from './fid.js';

/**
 * How numbers are written: ours are decimal, those of decoded xcode are hexadecimal from 100 on, as
 * Motr's own tool prints them.
 */
export type NumberStyle = 'decimal' | 'motr';

/** A number as Motr prints it: decimal below 100, else hexadecimal. */
export function motrNumber(value: UInt): string {
  return value < 100 ? value.toString() : `0x${value.toString(16)}`;
}

/** One object as a line of confgen text: `(drive-0 dev=sdev-0 pvers=[pver-0])`. */
export function formatConfgenObject(object: ConfObject, style: NumberStyle = 'decimal'): string {
  const write = style === 'decimal' ? String : motrNumber;
  const attributes = attributeSpecs[object.fid.type].map(
    ({ name }, position) => ` ${name}=${formatValue(object.values[position] ?? [], write)}`,
  );
  return `(${formatName(object.fid, write)}${attributes.join('')})`;
}

function formatName(fid: AnyFid, write: (value: UInt) => string): string {
  return `${fid.type}-${fid.container === undefined ? '' : `${write(fid.container)}:`}${write(fid.key)}`;
}

function formatValue(value: ConfValue, write: (value: UInt) => string): string {
  if (typeof value !== 'object') return write(value);
  if ('text' in value) return `"${value.text}"`;
  if ('symbol' in value) return `@${value.symbol}`;
  if ('key' in value) return formatName(value, write);
  return `[${value.map((item) => formatValue(item, write)).join(', ')}]`;
}
