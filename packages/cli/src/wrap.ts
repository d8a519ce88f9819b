/**
 * Breaks a text into lines at blanks, the further ones indented; the first keeps the blanks that it
 * begins with.
 */
export function wrap(text: string, columns: number, indent: number): readonly string[] {
  const [, start = '', rest = ''] = /^( *)([^]*)$/.exec(text) ?? [];
  const lines = [start];
  let isBlank = true;
  for (const word of rest.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (!isBlank && last.length + 1 + word.length > columns)
      lines.push(`${' '.repeat(indent)}${word}`);
    else lines[lines.length - 1] = isBlank ? `${last}${word}` : `${last} ${word}`;
    isBlank = false;
  }
  return lines;
}
