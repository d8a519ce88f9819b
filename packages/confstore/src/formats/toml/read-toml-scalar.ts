import { parse } from 'smol-toml';
import type { ConfScalar } from '../../conf-store.js';
import type { TomlScalar } from './toml-nodes.js';

/**
 * The value of a scalar of a document that is known to be valid. Dates keep whether they are local
 * (smol-toml's TomlDate).
 */
export function readTomlScalar(text: string, node: TomlScalar): ConfScalar {
  if (node.string !== undefined) return node.string;
  const token = text.slice(node.start, node.end);
  if (token === 'true' || token === 'false') return token === 'true';
  if (/^[+-]?\d{1,15}$/.test(token)) return Number(token) + 0;
  return parse(`value = ${token}`, { integersAsBigInt: 'asNeeded' })['value'] as ConfScalar;
}
