import type { CommandManual, Manual, ManualExample, ManualOption } from '../manual.js';

export interface RoffFacts {
  readonly version: string;
  /** `2026-01-31` */
  readonly date: string;
  /** Further manual pages, with their sections. */
  readonly seeAlso: readonly { readonly bin: string; readonly section: number }[];
}

/** A manual as a page of man(7), clean for mandoc -Tlint. */
export function manualRoff(manual: Manual, { version, date, seeAlso }: RoffFacts): string {
  const {
    bin,
    section,
    summary,
    usage,
    description,
    syntax,
    operands,
    options,
    commands,
    writes,
    examples,
    exitCodes,
  } = manual;
  const lower = summary.charAt(0).toLowerCase() + summary.slice(1).replace(/\.$/, '');
  const lines = [
    `.TH ${quoted(bin.toUpperCase())} ${section} "${date}" ${quoted(`hare_setup ${version}`)} ${quoted('Hare mini-provisioner')}`,
    '.nh',
    '.ad l',
    '.SH NAME',
    ...filled(
      `${escape(bin)} \\- ${escape(/^Motr/.test(summary) ? summary.replace(/\.$/, '') : lower)}`,
    ),
    '.SH SYNOPSIS',
    ...usage.flatMap((line, index) => [...(index === 0 ? [] : ['.br']), bold(line, bin)]),
    '.SH DESCRIPTION',
    ...paragraphs(description.length === 0 ? [summary] : description),
    ...(syntax.length === 0 ? [] : ['.PP', '.EX', ...syntax.map(escape), '.EE']),
    ...(operands.length === 0 ? [] : ['.SH ARGUMENTS', ...operands.flatMap(tagged)]),
    ...options.flatMap((group) => [
      `.SH ${escape(group.title.toUpperCase())}`,
      ...group.options.flatMap(tagged),
    ]),
    ...(commands.length === 0
      ? []
      : ['.SH COMMANDS', ...commands.flatMap((command) => commandLines(command, bin))]),
    ...(writes.length === 0
      ? []
      : [
          '.SH FILES AND KEYS',
          ...writes.flatMap((line) => ['.IP \\(bu 2', ...filled(escape(line))]),
        ]),
    '.SH EXIT STATUS',
    ...filled(escape(exitCodes)),
    '.SH EXAMPLES',
    ...exampleLines(examples),
    ...(seeAlso.length === 0
      ? []
      : [
          '.SH SEE ALSO',
          ...seeAlso.map(
            (other, index) =>
              `.BR ${escape(other.bin)} (${other.section})${index === seeAlso.length - 1 ? '' : ' ,'}`,
          ),
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(command: CommandManual, bin: string): readonly string[] {
  return [
    `.SS ${escape(command.name)}`,
    bold(command.usage, bin),
    '.PP',
    ...paragraphs(command.description),
    ...[...command.operands, ...command.options].flatMap(tagged),
    ...(command.examples.length === 0 ? [] : ['.PP', ...exampleLines(command.examples)]),
  ];
}

function paragraphs(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => [...(index === 0 ? [] : ['.PP']), ...sentences(text)]);
}

/** A sentence a line, as roff sets them. */
function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.:?!]) (?=[A-Z])/).flatMap((sentence) => filled(escape(sentence)));
}

function tagged({ flags, about }: ManualOption): readonly string[] {
  return ['.TP', `\\fB${escape(flags)}\\fR`, ...filled(escape(about))];
}

function exampleLines(examples: readonly ManualExample[]): readonly string[] {
  return [
    '.EX',
    ...examples.flatMap(({ command, does }) => [
      ...(does === undefined ? [] : [escape(`# ${does}`)]),
      escape(command),
    ]),
    '.EE',
  ];
}

/**
 * Text that roff fills, in lines of at most 80 bytes; none begins with what roff would take for a
 * request.
 */
function filled(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && Buffer.byteLength(`${last} ${word}`) <= 79)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(/^[.']/.test(word) ? `\\&${word}` : word);
  }
  return lines;
}

function bold(line: string, bin: string): string {
  return line.startsWith(bin)
    ? `\\fB${escape(bin)}\\fR${escape(line.slice(bin.length))}`
    : escape(line);
}

function quoted(text: string): string {
  return `"${escape(text).replaceAll('"', '\\(dq')}"`;
}

/**
 * Text that roff prints as it is: no escapes, no requests, hyphens that can be copied into a shell.
 */
function escape(text: string): string {
  const safe = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha');
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}
