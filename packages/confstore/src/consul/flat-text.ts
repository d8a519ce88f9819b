/** The text of a path in Consul; undefined when the delimiter in it made it another path. */
export function textOfPath(path: readonly string[], delimiter: string): string | undefined {
  return path.some((segment) => segment.includes(delimiter)) ? undefined : path.join(delimiter);
}

/** The path of such a text. */
export function pathOfText(text: string, delimiter: string): readonly string[] {
  return text.split(delimiter);
}

/** True at a path's text, below it, and in a list of that name: for `a`, `a>b` and `a[0]`. */
export function isTextAtOrBelow(text: string, below: string, delimiter: string): boolean {
  if (below === '' || text === below) return true;
  return (
    text.startsWith(below) &&
    (text.startsWith(delimiter, below.length) || text[below.length] === '[')
  );
}
