import { HareError, type Where } from '@hare/base';

/** The data of a settings file, and the place of each of its keys. */
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

/** YAML 1.2; JSON is read as its subset and then checked against JSON's own rules. */
async function parseYaml(file: string, text: string): Promise<SettingsDocument> {
  const { CORE_SCHEMA, load, YAMLException } = (await import('js-yaml')) as unknown as Yaml;
  const { places, listener } = notePlaces();
  let data: unknown;
  try {
    data = load(text, { schema: CORE_SCHEMA, listener });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw syntaxError(
      error.reason,
      { file, ...(error.mark === undefined ? {} : placeOf(text, error.mark.position)) },
      error,
    );
  }
  if (sizeOf(data) > maxNodes) throw syntaxError('its aliases make it too large', { file }, data);
  if (file.endsWith('.json')) {
    try {
      JSON.parse(text);
    } catch (cause) {
      const offset = /position (\d+)/.exec((cause as Error).message)?.[1];
      throw syntaxError(
        `not valid JSON: ${(cause as Error).message.split(' in JSON')[0] ?? ''}`,
        offset === undefined ? { file } : { file, ...placeOf(text, Number(offset)) },
        cause,
      );
    }
  }
  return {
    data: data ?? null,
    where: (path) => {
      const offset = keyAt(places[0], path)?.start;
      return { file, ...(offset === undefined ? { key: path.join('.') } : placeOf(text, offset)) };
    },
  };
}

/** More than any settings have: aliases of aliases could grow without an end. */
const maxNodes = 10_000;

/** How many values there are in plain data, aliases counted each time; counts no further than it must. */
function sizeOf(data: unknown): number {
  let size = 1;
  if (typeof data === 'object' && data !== null)
    for (const value of Object.values(data)) if ((size += sizeOf(value)) > maxNodes) break;
  return size;
}

/** Of the js-yaml that cosmiconfig brings; the types at hand are those of a later one. */
interface Yaml {
  readonly CORE_SCHEMA: unknown;
  readonly YAMLException: new () => Error & {
    readonly reason: string;
    /** Absent if the whole text is wrong. */
    readonly mark?: { readonly position: number };
  };
  readonly load: (text: string, options: Readonly<Record<string, unknown>>) => unknown;
}

/** A node of a YAML text: what it is, where it begins, and the nodes in it in their order. */
interface Place {
  readonly start: number;
  readonly inside: Place[];
  kind?: string;
  value?: unknown;
}

/** What js-yaml reports while reading: its state at the beginning and end of a node. */
interface Reading {
  readonly position: number;
  readonly kind?: string;
  readonly result?: unknown;
}

/** Notes where the nodes of a text are, while js-yaml reads it. */
function notePlaces(): {
  readonly places: readonly Place[];
  readonly listener: (event: 'open' | 'close', state: Reading) => void;
} {
  const places: Place[] = [];
  const open: Place[] = [];
  const listener = (event: 'open' | 'close', { position, kind, result }: Reading): void => {
    if (event === 'open') {
      const place: Place = { start: position, inside: [] };
      (open.at(-1)?.inside ?? places).push(place);
      open.push(place);
    } else Object.assign(open.pop() ?? {}, { kind, value: result });
  };
  return { places, listener };
}

/** The place of a key: the nodes in a mapping are its keys and values by turns. */
function keyAt(place: Place | undefined, path: readonly string[]): Place | undefined {
  if (place?.kind !== 'mapping') return undefined;
  const [name, ...rest] = path;
  const [first] = place.inside;
  // One in braces is read as a key that turns out to be the whole node.
  if (first?.kind === 'mapping' && first.value === place.value) return keyAt(first, path);
  const at = place.inside.findIndex((key, index) => index % 2 === 0 && key.value === name);
  return rest.length === 0 ? place.inside[at] : keyAt(place.inside[at + 1], rest);
}

function placeOf(text: string, offset: number): Pick<Where, 'line' | 'column'> {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
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
    hint: 'correct the file at this line',
    cause,
  });
}
