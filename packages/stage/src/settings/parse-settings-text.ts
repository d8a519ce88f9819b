import { HareError, type Where } from '@hare/base';

/** The data of a settings file, and where each of its keys stands. */
export interface SettingsDocument {
  readonly data: unknown;
  where(path: readonly string[]): Where;
}

/**
 * Reads yaml, json or toml text: plain data only, nothing in it is run. @throws HareError
 * `SETTINGS_SYNTAX` with line and column
 */
export async function parseSettingsText(file: string, text: string): Promise<SettingsDocument> {
  return file.endsWith('.toml') ? parseToml(file, text) : parseYaml(file, text);
}

/** YAML 1.2; JSON is read as its subset and then held to JSON's own rules. */
async function parseYaml(file: string, text: string): Promise<SettingsDocument> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Where => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const [error] = document.errors;
  if (error !== undefined) throw syntaxError(error.message, place(error.pos[0]), error);
  if (file.endsWith('.json')) {
    try {
      JSON.parse(text);
    } catch (cause) {
      const offset = /position (\d+)/.exec((cause as Error).message)?.[1];
      throw syntaxError(
        `no valid JSON: ${(cause as Error).message.split(' in JSON')[0] ?? ''}`,
        offset === undefined ? { file } : place(Number(offset)),
        cause,
      );
    }
  }
  return {
    data: document.toJS({ maxAliasCount: 100 }),
    where: (path) => {
      const parent: unknown =
        path.length <= 1 ? document.contents : document.getIn(path.slice(0, -1), true);
      const pair = (
        parent as {
          items?: readonly { key?: { value?: unknown; range?: readonly number[] } }[];
        } | null
      )?.items?.find((item) => item.key?.value === path.at(-1));
      const offset = pair?.key?.range?.[0];
      return offset === undefined ? { file, key: path.join('.') } : place(offset);
    },
  };
}

async function parseToml(file: string, text: string): Promise<SettingsDocument> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    const data: unknown = parse(text);
    return { data, where: (path) => ({ file, ...findTomlKey(text, path) }) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw syntaxError(
      error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? '',
      { file, line: error.line, column: error.column },
      error,
    );
  }
}

/** The line of a key in TOML text: `key =` below its `[table]`, or a dotted key. */
function findTomlKey(text: string, path: readonly string[]): Where {
  let table: readonly string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const header = /^\s*\[([^[\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      table = names(header);
      if (same(table, path)) return { line: index + 1, column: line.search(/\S/) + 1 };
      continue;
    }
    const key = /^\s*([\w.\-"' ]+?)\s*=/.exec(line)?.[1];
    if (key !== undefined && same([...table, ...names(key)], path))
      return { line: index + 1, column: line.search(/\S/) + 1 };
  }
  return { key: path.join('.') };
}

function names(dotted: string): readonly string[] {
  return dotted.split('.').map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

function syntaxError(what: string, where: Where, cause: unknown): HareError {
  return new HareError('SETTINGS_SYNTAX', `the settings file cannot be read: ${what}`, {
    where,
    hint: 'correct the file at this place',
    cause,
  });
}
