/** The names and positions that lead to a value of a document. */
export type Path = readonly (string | number)[];

/** A path as CDF users write it: `nodes[0].m0_servers[1].io_disks`; empty for the document itself. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => (typeof segment === 'number' ? `${text}[${segment}]` : text === '' ? segment : `${text}.${segment}`), '');
}

/** A path as a ConfStore key: `node>1997>cvg[0]>devices`; names that hold the delimiter, brackets or quotes are quoted. */
export function formatKey(path: Path, delimiter = '>'): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    const name = segment.includes(delimiter) || /[[\]"]/.test(segment) || segment.trim() === '' ? `"${segment.replaceAll('"', '""')}"` : segment;
    return text === '' ? name : `${text}${delimiter}${name}`;
  }, '');
}
