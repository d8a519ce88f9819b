import type { ConfObject, ConfValue } from './conf-object.js';
import { formulaicBit, type AnyFid } from './fid.js';
import { motrNumber } from './format-confgen.js';
import { typeLetter } from './object-type.js';

/** Objects as xcode, the format that Motr loads. */
export function formatXcode(objects: readonly ConfObject[]): string {
  if (objects.length === 0) return '[0]\n';
  return `[${objects.length}:\n${objects.map(formatXcodeObject).join(',\n')}]\n`;
}

/** One object as a line of xcode: ` {0x6b| ((^k|1:0), ^d|1:0, [1: ^v|1:0])}`. */
export function formatXcodeObject(object: ConfObject): string {
  const { type } = object.fid;
  const values = object.values.map(formatValue).join(', ');
  const body =
    type === 'pver' ? `{0| (${values})}` : type === 'pver_f' ? `{1| (${values})}` : values;
  return ` {0x${typeLetter[type].charCodeAt(0).toString(16)}| ((${formatFidShort(object.fid)}), ${body})}`;
}

function formatFidShort(fid: AnyFid): string {
  if (fid.type !== 'pver_f' && fid.container === undefined)
    return `^${typeLetter[fid.type]}|1:${motrNumber(fid.key)}`;
  const container = BigInt(fid.container ?? 1) | (fid.type === 'pver_f' ? formulaicBit : 0n);
  return `^${typeLetter[fid.type]}|${motrNumber(container)}:${motrNumber(fid.key)}`;
}

function formatValue(value: ConfValue): string {
  if (typeof value !== 'object') return motrNumber(value);
  if ('text' in value) return `"${value.text}"`;
  if ('symbol' in value) return `@${value.symbol}`;
  if ('key' in value) return formatFidShort(value);
  return value.length === 0 ? '[0]' : `[${value.length}: ${value.map(formatValue).join(', ')}]`;
}
