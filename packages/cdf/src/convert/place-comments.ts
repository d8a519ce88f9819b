import { formatPath, type Path } from '@hare/base/schema';
import type { Comments } from '../write-yaml.js';
import type { FoundComment } from './find-comments.js';

/**
 * Gives each comment a line of the new text: that of its value, else of the closest value around
 * it, so that none is lost when a field is. `linePaths` are the values that begin a line of the new
 * text; `mapPath` says where a value of the old document is in the new one.
 */
export function placeComments(
  comments: readonly FoundComment[],
  linePaths: ReadonlySet<string>,
  mapPath: (path: Path) => Path,
): (path: Path) => Comments | undefined {
  const placed = new Map<string, { before: string[]; after?: string }>();
  for (const comment of comments) {
    const line = closestLine(
      comment.place === 'end of file' ? [] : mapPath(comment.path),
      linePaths,
    );
    const here = placed.get(line) ?? { before: [] };
    placed.set(line, here);
    if (comment.place === 'end of file')
      here.after = here.after === undefined ? comment.text : `${here.after}\n${comment.text}`;
    else if (comment.place === 'behind' && line !== '' && here.after === undefined)
      here.after = comment.text;
    else here.before.push(comment.text);
  }
  return (path) => placed.get(formatPath(path));
}

function closestLine(path: Path, linePaths: ReadonlySet<string>): string {
  for (let length = path.length; length > 0; length -= 1) {
    const line = formatPath(path.slice(0, length));
    if (linePaths.has(line)) return line;
  }
  return '';
}
