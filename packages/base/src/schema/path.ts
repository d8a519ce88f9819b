/** The names and positions that lead to a value of a document. */
export type Path = readonly (string | number)[];

/**
 * A path as CDF users write it: `nodes[0].m0_servers[1].io_disks`; empty for the document itself.
 */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, segment) =>
      typeof segment === 'number'
        ? `${text}[${segment}]`
        : text === ''
          ? segment
          : `${text}.${segment}`,
    '',
  );
}
