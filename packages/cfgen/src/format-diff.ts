import type { AttributeChange, ConfigDiff } from './diff-configs.js';

/** A difference for people: `+` new, `-` gone, `~` changed, `=` the same by another fid. */
export function* formatDiff(diff: ConfigDiff): Generator<string> {
  for (const { what, object } of diff.removed) yield `- ${what} (${object})`;
  for (const { what, object } of diff.added) yield `+ ${what} (${object})`;
  for (const { what, object, attributes } of diff.changed) {
    yield `~ ${what} (${object})`;
    for (const attribute of attributes) yield `    ${attribute.name}: ${formatChange(attribute)}`;
  }
  for (const change of diff.kv) yield `~ KV ${change.name}: ${formatChange(change)}`;
  for (const { name, change } of diff.files)
    yield `${{ added: '+', removed: '-', changed: '~' }[change]} file ${name}`;
  for (const { what, before, after } of diff.renumbered)
    yield `= ${what}: ${before} is now ${after}`;
}

function formatChange({ before, after }: AttributeChange): string {
  if (Array.isArray(before) && Array.isArray(after)) return formatListChange(before, after);
  return `${formatValue(before)} is now ${formatValue(after)}`;
}

function formatListChange(before: readonly unknown[], after: readonly unknown[]): string {
  const [old, fresh] = [before.map(String), after.map(String)];
  if (old.length <= 5 && fresh.length <= 5 && !old.some((item) => item.includes(' ')))
    return `[${old.join(', ')}] is now [${fresh.join(', ')}]`;
  const gone = old.filter((item) => !fresh.includes(item)).map((item) => `-${item}`);
  const added = fresh.filter((item) => !old.includes(item)).map((item) => `+${item}`);
  if (gone.length + added.length > 0) return [...gone, ...added].join(', ');
  return old.length === fresh.length
    ? 'another order'
    : `${old.length} items are now ${fresh.length}`;
}

function formatValue(value: unknown): string {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
