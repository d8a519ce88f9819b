import type { ConfMap, ConfValue, Path } from '@hare/confstore';
import type { Present } from '../changeset/plan-changeset.js';

/** A look at a document; an empty text in a list marks a deleted item. */
export function presentIn(document: ConfValue): Present {
  const at = (path: Path): ConfValue =>
    path.reduce<ConfValue>((value, step) => childOf(value, step) ?? null, document);
  return {
    get: (path) => {
      const value = at(path);
      return value === '' && typeof path.at(-1) === 'number' ? null : value;
    },
    names: (path) => {
      const value = at(path);
      return value instanceof Map ? [...(value as ConfMap).keys()] : [];
    },
  };
}

function childOf(value: ConfValue, step: Path[number]): ConfValue | undefined {
  if (typeof step === 'number')
    return Array.isArray(value) ? (value as readonly ConfValue[])[step] : undefined;
  return value instanceof Map ? (value as ConfMap).get(step) : undefined;
}
