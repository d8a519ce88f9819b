import type { ConfMap, ConfValue } from '../../conf-store.js';
import { isList, isMap } from '../../document/kind-of.js';
import { HareError } from '@hare/base';
import type { Path } from '../../key/path.js';
import type { DocumentFormat, FlatShape } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { isTrimmed } from '../trim-blanks.js';
import { env, flavourOf, flavours, properties, type Dialect } from './dialect.js';
import { lineSplices } from './line-splices.js';
import { isOption, readLines } from './read-lines.js';

/** A kind of files of lines as a format: texts by name, or by section and name. */
function linesFormat(dialect: Dialect): DocumentFormat {
  return {
    name: dialect.sections === undefined ? dialect.name : 'ini',
    flat: dialect.sections === undefined ? plainShape(dialect) : sectionShape(dialect),
    emptyText: '',
    // Options before the first section, and those of a section that goes on, are read earlier.
    looseOrder: () => dialect.sections !== undefined,
    allowsLatin1: dialect === properties,
    parse: (text, source) => readLines(text, dialect, source),
    splices: (text, change, source) =>
      lineSplices(text, readLines(text, dialect, source), change, dialect),
    locate(text, path, source) {
      const { items } = readLines(text, dialect, source);
      const found = items.findLast(
        (item) =>
          item.path.length === path.length && item.path.every((step, at) => step === path[at]),
      );
      return found?.nameStart;
    },
    refuses: (value, path) => refuses(dialect, value, path),
  };
}

export const propertiesFormat: DocumentFormat = linesFormat(properties);
export const envFormat: DocumentFormat = linesFormat(env);

/** The format of an ini file: of the flavour named, or the one of its path. */
export function iniFormatFor(path: string, flavour = flavourOf(path)): DocumentFormat {
  const dialect = Object.hasOwn(flavours, flavour) ? flavours[flavour] : undefined;
  if (dialect !== undefined) return linesFormat(dialect);
  throw new HareError('CONFSTORE_URL', `the flavour ${flavour} of ini is not known`, {
    hint: `known are ${Object.keys(flavours).join(', ')}`,
  });
}

/** The names of a key, with the delimiter between them, are the name of an option. */
function plainShape(dialect: Dialect): FlatShape {
  return {
    toNames(segments, delimiter) {
      const name = segments.join(delimiter);
      if (dialect !== env || segments.length === 1) return [name];
      throw shapeError(name, `the key ${name} has several names`, 'write the name of a variable');
    },
    toSegments([name = ''], delimiter) {
      const segments = String(name).split(delimiter);
      return dialect === env || segments.some((each) => each.trim() === '')
        ? [String(name)]
        : segments;
    },
  };
}

/** Section and option; `[n]` says which of several of one name. */
function sectionShape(dialect: Dialect): FlatShape {
  return {
    toNames(segments, delimiter, root) {
      const most = dialect.nested === true ? 3 : 2;
      const hasTop = dialect.top === true || [...root.values()].some(isOption);
      const isTop = segments.length === 1 && hasTop;
      if ((segments.length >= 2 && segments.length <= most) || isTop)
        return namesIn(dialect, segments, root);
      const key = segments.join(delimiter);
      const names = `${segments.length} ${segments.length === 1 ? 'name' : 'names'}`;
      const what = `the key ${key} has ${names}, and an ini file has sections with options`;
      throw shapeError(key, what, `write section${delimiter}option`);
    },
    toSegments(path, _delimiter, root) {
      const segments: string[] = [];
      let value: ConfValue | undefined = root;
      for (const step of path) {
        if (typeof step === 'string') {
          segments.push(step);
          value = isMap(value) ? value.get(step) : undefined;
        } else {
          if (isList(value) && value.length > 1) segments.push(`${segments.pop() ?? ''}[${step}]`);
          value = isList(value) ? value[step] : undefined;
        }
      }
      return segments;
    },
  };
}

function namesIn(dialect: Dialect, segments: readonly string[], root: ConfMap): Path {
  const path: (string | number)[] = [];
  let value: ConfValue | undefined = root;
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    const isListed = isLast ? dialect.repeats === true : dialect.sections === 'list';
    const isThere: boolean = isMap(value) && value.has(segment);
    const [, base = segment, index]: readonly (string | undefined)[] =
      isListed && !isThere ? (/^(.*[^\]])\[(\d+)\]$/s.exec(segment) ?? []) : [];
    path.push(base);
    value = isMap(value) ? value.get(base) : undefined;
    if (!isListed) continue;
    const length = isList(value) ? value.length : 0;
    if (index === undefined && length > 1) return path;
    path.push(Number(index ?? 0));
    value = isList(value) ? value[Number(index ?? 0)] : undefined;
  }
  return path;
}

function shapeError(key: string, what: string, hint: string): HareError {
  return new HareError('KEY_SHAPE', what, { where: { key }, hint });
}

function refuses(dialect: Dialect, value: ConfValue, path: Path): string | undefined {
  const names = path.filter((step) => typeof step === 'string');
  const sections = dialect.sections === undefined ? [] : names.slice(0, -1);
  if (dialect.nested === true && /["\]]|[ \t]$/.test(sections[0] ?? ''))
    return 'a section of git has no " and no ] in its name, and no blank at its end';
  const refused =
    sections.map(refusedSection).find((each) => each !== undefined) ??
    refusedName(dialect, names.at(-1) ?? '');
  if (refused !== undefined) return refused;
  if (typeof value !== 'string') return `${dialect.name} has only texts`;
  if (hasLoneSurrogate(value) && dialect !== properties) return notText(dialect);
  return dialect.refusesValue?.(value);
}

function refusedSection(name: string): string | undefined {
  if (name === '') return 'ini has no sections without a name';
  if (hasLoneSurrogate(name)) return 'ini supports only well-formed Unicode';
  return /[\r\n]/.test(name) ? 'the name of a section of ini is one line' : undefined;
}

const notText = ({ name }: Dialect): string => `${name} supports only well-formed Unicode`;

function refusedName(dialect: Dialect, name: string): string | undefined {
  if (dialect.encodeName !== undefined) return undefined;
  if (dialect.refusesName !== undefined) return dialect.refusesName(name);
  if (name === '') return 'ini has no options without a name';
  if (/[\r\n]/.test(name) || hasOneOf(name, dialect.signs + (dialect.value?.stops ?? '')))
    return 'the name of an option of ini ends at "=", ":" and the end of its line';
  if (/^[#;[!]/.test(name))
    return `an option of ini whose name starts with ${name.charAt(0)} would be a comment or a section`;
  if (!isTrimmed(name)) return 'ini drops white space around names';
  return hasLoneSurrogate(name) ? notText(dialect) : undefined;
}

/** Whether a text has one of some characters. */
function hasOneOf(text: string, characters: string): boolean {
  for (const character of text) if (characters.includes(character)) return true;
  return false;
}
