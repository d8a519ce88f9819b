/** Text for Markdown: what would be read as HTML or as a table is escaped. */
export function plain(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('*', '\\*')
    .replaceAll(/(^|[^\w`])_(?=\w)/g, '$1\\_');
}

export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Code in a cell of a table. */
export function cellCode(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

export function block(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

/** A page: its parts with a blank line between them, and the note that it is generated. */
export function page(title: string, parts: readonly string[]): string {
  return `${['<!-- Written by tools/docs/generate.mjs from the data of the packages: change the data, not this page. -->', `# ${title}`, ...parts.filter((part) => part !== '')].join('\n\n')}\n`;
}

/** A remedy in its parts: text after its last `: ` without a full stop at the end is commands. */
export function splitRemedy(remedy: string): {
  readonly text: string;
  readonly commands: readonly string[];
} {
  const at = remedy.lastIndexOf(': ');
  return at === -1 || remedy.endsWith('.')
    ? { text: remedy, commands: [] }
    : { text: remedy.slice(0, at + 1), commands: remedy.slice(at + 2).split('; ') };
}

/** A remedy in one line: `Look at it: ls -l FILE` becomes Look at it: `ls -l FILE`. */
export function remedyText(remedy: string): string {
  const { text, commands } = splitRemedy(remedy);
  if (commands.length === 0) return plain(text);
  return `${plain(text)} ${commands.map((command) => cellCode(command)).join('; ')}`;
}
