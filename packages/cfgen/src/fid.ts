import { typeLetter, type ObjectType } from './object-type.js';

/**
 * The identity of a configuration object that we made: its type and a key counted from 0 per type.
 */
export interface Fid<T extends ObjectType = ObjectType> {
  readonly type: T;
  readonly key: number;
}

/** An unsigned 64-bit number: a bigint only where a number would lose digits. */
export type UInt = number | bigint;

/** A fid as in any Motr configuration, not only in ours. */
export interface AnyFid {
  readonly type: ObjectType;
  readonly key: UInt;
  /**
   * The container without its type byte (and, for a formulaic pool version, without the byte that
   * says so); absent: 1.
   */
  readonly container?: UInt;
}

/** The second byte of the container of a formulaic pool version. */
export const formulaicBit = 0x40n << 48n;

/** The fid in confgen text: `process-3`; with another container than ours `process-2:100`. */
export function fidName(fid: AnyFid): string {
  return fid.container === undefined
    ? `${fid.type}-${fid.key}`
    : `${fid.type}-${fid.container}:${fid.key}`;
}

/**
 * The fid as Hare and the KV print it: `0x7200000000000001:0x3`.
 * @example formatFid({ type: 'process', key: 3 }) // => '0x7200000000000001:0x3'
 */
export function formatFid(fid: AnyFid): string {
  return `0x${containerHex(fid)}:0x${fid.key.toString(16)}`;
}

function containerHex(fid: AnyFid): string {
  if (fid.container === undefined) return usualContainer[fid.type];
  const low = BigInt(fid.container) | (fid.type === 'pver_f' ? formulaicBit : 0n);
  return typeByte(fid.type) + low.toString(16).padStart(14, '0');
}

function typeByte(type: ObjectType): string {
  return typeLetter[type].charCodeAt(0).toString(16);
}

const usualContainer = Object.fromEntries(
  (Object.keys(typeLetter) as ObjectType[]).map((type) => [
    type,
    typeByte(type) + (type === 'pver_f' ? '40000000000001' : '00000000000001'),
  ]),
) as Readonly<Record<ObjectType, string>>;
