/** A command that a README shows. */
export interface ReadmeCommand {
  /** What is typed: `npx hare-cdf validate cluster.yaml`. */
  readonly command: string;
  /** What the README shows below it; empty where it shows nothing. */
  readonly shown: string;
}

/** A README, as far as it can be tried. */
export interface ReadmeParts {
  /** Lines that install: `npm install @hare/cdf`. */
  readonly installs: readonly string[];
  /** Files that it shows below a line like "`app.yaml`:". */
  readonly files: ReadonlyMap<string, string>;
  /** The commands behind a `$`, in order. */
  readonly commands: readonly ReadmeCommand[];
}

/** Finds what can be tried in a README: code blocks, fenced or indented by four spaces. Pure. */
export function readReadme(markdown: string): ReadmeParts {
  const installs: string[] = [];
  const files = new Map<string, string>();
  const commands: ReadmeCommand[] = [];
  for (const { before, lines } of codeBlocks(
    markdown.replaceAll(/<!-- help -->[^]*?<!-- \/help -->/g, ''),
  )) {
    const file = /^`([\w.-]+)`:$/.exec(before)?.[1];
    if (file !== undefined) files.set(file, `${lines.join('\n')}\n`);
    else if (lines.some((line) => line.startsWith('$ '))) commands.push(...commandsOf(lines));
    else installs.push(...lines.filter((line) => line.startsWith('npm install ')));
  }
  return { installs, files, commands };
}

interface CodeBlock {
  /** The last line of text above it. */
  readonly before: string;
  readonly lines: readonly string[];
}

function codeBlocks(markdown: string): readonly CodeBlock[] {
  const blocks: { before: string; lines: string[] }[] = [];
  let before = '';
  let open: { readonly fenced: boolean; readonly lines: string[] } | undefined;
  const begin = (fenced: boolean): { fenced: boolean; lines: string[] } => {
    const lines: string[] = [];
    blocks.push({ before, lines });
    before = '';
    return { fenced, lines };
  };
  for (const line of [...markdown.split('\n'), 'end']) {
    const fence = line.startsWith('```');
    if (open?.fenced === true) {
      if (fence) open = undefined;
      else open.lines.push(line);
    } else if (line.startsWith('    ')) {
      open ??= begin(false);
      open.lines.push(line.slice(4));
    } else if (fence) open = begin(true);
    else if (line !== '') [open, before] = [undefined, line];
  }
  return blocks;
}

function commandsOf(lines: readonly string[]): readonly ReadmeCommand[] {
  const starts = lines.flatMap((line, index) => (line.startsWith('$ ') ? [index] : []));
  return starts.map((start, index) => ({
    command: (lines[start] ?? '').slice(2),
    shown: lines.slice(start + 1, starts[index + 1]).join('\n'),
  }));
}

/**
 * An output without what differs between two runs: times, dates, spaces at line ends, and the
 * indentation that all lines have.
 */
export function steadyText(output: string): string {
  const lines = output
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+Z| UTC)/g, 'DATE')
    .replaceAll(/\b\d+\.\d s\b/g, 'N s')
    .split('\n')
    .map((line) => line.trimEnd());
  const indent = Math.min(
    ...lines.filter((line) => line !== '').map((line) => line.length - line.trimStart().length),
  );
  return lines
    .map((line) => line.slice(Number.isFinite(indent) ? indent : 0))
    .join('\n')
    .trim();
}

/**
 * What a README shows as a pattern for what is printed: `…` stands for anything in its line, and
 * for any lines when it is alone on its own (behind a `+` or `-`, too).
 */
export function shownPattern(shown: string): RegExp {
  const lines = steadyText(shown).split('\n');
  const parts = lines.map((line) =>
    /^\s*[+-]?\s*…$/.test(line)
      ? '(?:.*\\n)*?'
      : `${line
          .split('…')
          .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
          .join('.*')}\\n`,
  );
  return new RegExp(`^${parts.join('')}$`);
}
