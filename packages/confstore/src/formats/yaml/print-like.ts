import type { ConfValue } from '../../conf-store.js';
import { isSafePlain, printDouble, printFlow, type YamlStyle } from './print-yaml.js';
import type { YamlNode } from './yaml-node.js';

/** A value in one line, a text in the quotes of the one that it replaces. */
export function printLike(
  text: string,
  node: YamlNode,
  value: ConfValue,
  style: YamlStyle,
): string {
  if (typeof value !== 'string' || node.kind !== 'scalar') return printFlow(value, style);
  if (node.style === 'double') return printDouble(value);
  // eslint-disable-next-line no-control-regex -- single quotes hold what can be printed, in one line
  const plainCharacters = !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(value);
  if (node.style === 'single' && plainCharacters) return `'${value.replaceAll("'", "''")}'`;
  if (isSafePlain(value) || !plainCharacters || text === '') return printFlow(value, style);
  return node.style === 'plain' ? printDouble(value) : printFlow(value, style);
}
