import type { Output } from './output.js';

/** Programs that our texts ask people to call. */
const program =
  /(?:sudo|hare_setup|hare-[a-z-]+|confstore|hctl|consul|journalctl|systemctl|apt-get|dnf|yum|mkdir|chmod|chown|[A-Z_]+=\S+) /;
/** What leads to a command, and the command, which must stay whole to be pasted. */
const endsInCommand = new RegExp(`^(.*?[:;]) (${program.source}.*)$`);

const color = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const widthOf = (text: string): number => text.replace(color, '').length;

/**
 * A text for people, as wide as the terminal that it goes to, at least 40 columns: longer lines go
 * on below, `further` in. Commands, paths and keys are not broken. What goes to a pipe or file
 * stays.
 */
export function fitted(text: string, { isTTY, columns = 0 }: Partial<Output>, further = 2): string {
  if (isTTY !== true || columns === 0) return text;
  const width = Math.max(40, columns);
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) <= width ? [line] : fittedLine(line, width, further)))
    .join('\n');
}

function fittedLine(line: string, width: number, further: number): readonly string[] {
  const indent = ' '.repeat(hangingIndent(line, width, further));
  const [, lead, command] = endsInCommand.exec(line) ?? [];
  if (lead === undefined || command === undefined) return broken(line, width, indent);
  const [first = '', ...others] = command.split(/; (?=then )/);
  return [
    ...broken(lead, width, indent),
    `${indent}${first}`,
    ...others.flatMap((other) => fittedLine(other, width, further)),
  ];
}

/** Below the last column of a table, where that leaves room; else a little further in. */
function hangingIndent(line: string, width: number, further: number): number {
  const [columns = ''] = /^ *(?:\S+ {2,}){0,2}/.exec(line.replace(color, '')) ?? [];
  const [blanks = ''] = /^ */.exec(line) ?? [];
  return columns.length > blanks.length && columns.length <= width * 0.4
    ? columns.length
    : blanks.length + further;
}

function broken(line: string, width: number, indent: string): readonly string[] {
  const [, start = '', rest = ''] = /^( *)(.*)$/.exec(line) ?? [];
  const lines = [start];
  for (const piece of rest.match(/(?:\d\S* (?=[KMGTP]iB\b))?\S+ */g) ?? []) {
    const last = lines.at(-1) ?? '';
    const isEmpty = last.trim() === '';
    if (isEmpty || widthOf(last + piece.trimEnd()) <= width) lines[lines.length - 1] = last + piece;
    else lines.push(indent + piece);
  }
  return lines.map((each) => each.trimEnd());
}
