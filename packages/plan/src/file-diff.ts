import { textDiff } from '@hare/cli/output';

const maxLines = 400;

/** A unified diff of a file now and as it would be; long ones are cut, and say so. */
export function fileDiff(path: string, before: string, after: string): string {
  if (before.length + after.length > 2 * 1024 * 1024)
    return `(${lines(before)} lines now, ${lines(after)} after: too long to compare)`;
  const text = textDiff(path, before, after, 1000);
  if (text === undefined)
    return `(${lines(before)} lines now, ${lines(after)} after: most lines differ)`;
  const all = text.trimEnd().split('\n');
  return all.length <= maxLines
    ? all.join('\n')
    : [...all.slice(0, maxLines), `… ${all.length - maxLines} more lines`].join('\n');
}

function lines(text: string): number {
  return text === '' ? 0 : text.trimEnd().split('\n').length;
}
