import type { ConfValue } from '../../conf-store.js';
import { HareError } from '@hare/base';
import type { DocumentFormat } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { errorAt, placeIn, type Source } from '../source.js';
import { isTrimmed } from '../trim-blanks.js';
import { iniSplices } from './ini-splices.js';
import { scanIni } from './scan-ini.js';

/** Ini files: `section>option` is a text. */
export const iniFormat: DocumentFormat = {
  name: 'ini',
  flat: {
    toNames(segments, delimiter) {
      if (segments.length === 2) return segments;
      const key = segments.join(delimiter);
      const names = `${segments.length} ${segments.length === 1 ? 'name' : 'names'}`;
      const what = `the key ${key} has ${names}, and an ini file has sections with options`;
      throw new HareError('KEY_SHAPE', what, {
        where: { key },
        hint: `write section${delimiter}option`,
      });
    },
    toSegments: (names) => names,
  },
  emptyText: '',
  parse(text, source) {
    const root = new Map<string, Map<string, string>>();
    const warnings: HareError[] = [];
    let options = new Map<string, string>();
    for (const item of scanIni(text, source)) {
      const { name, nameStart } = item;
      if (item.kind === 'section') {
        if (root.has(name)) {
          const what = `the section [${name}] is there twice`;
          const hint = 'put all its options below one header';
          throw errorAt('DUPLICATE_KEY', what, text, nameStart, source, hint);
        }
        options = new Map<string, string>();
        root.set(name, options);
        continue;
      }
      if (options.has(name)) {
        const what = `the option ${name} is there again: the last one wins`;
        const where = placeIn(source, item.line, nameStart - item.lineStart + 1);
        warnings.push(new HareError('DUPLICATE_KEY', what, { where, hint: 'keep one of them' }));
      }
      options.set(name, item.value);
    }
    return { root, warnings };
  },
  splices: (text, change, source) =>
    change.kind === 'map' ? iniSplices(text, scanIni(text, source), change) : [],
  locate,
  refuses: (value, [section, option]) =>
    refusedSection(String(section)) ??
    (option === undefined ? undefined : (refusedOption(String(option)) ?? refusedValue(value))),
};

/** Where the name of a section, or of the last of its options of a name, stands. */
function locate(
  text: string,
  path: readonly (string | number)[],
  source: Source,
): number | undefined {
  const [section, option] = path;
  let inside = false;
  let found: number | undefined;
  if (path.length > 2) return undefined;
  for (const item of scanIni(text, source)) {
    if (item.kind === 'section') {
      if (inside) break;
      inside = item.name === section;
      if (inside && option === undefined) return item.nameStart;
    } else if (inside && item.name === option) found = item.nameStart;
  }
  return found;
}

function refusedSection(name: string): string | undefined {
  if (name === '') return 'ini has no sections without a name';
  const isLine = !/[\r\n]/.test(name);
  return refusedText(name) ?? (isLine ? undefined : 'the name of a section of ini is one line');
}

function refusedOption(name: string): string | undefined {
  if (name === '') return 'ini has no options without a name';
  if (/[=:\r\n]/.test(name))
    return 'the name of an option of ini ends at "=", ":" and the end of its line';
  if (/^[#;[]/.test(name))
    return `an option of ini whose name starts with ${name.charAt(0)} would be a comment or a section`;
  if (!isTrimmed(name)) return 'ini drops white space around names';
  return refusedText(name);
}

function refusedValue(value: ConfValue): string | undefined {
  if (typeof value !== 'string') return 'ini has only texts';
  if (value.includes('\r')) return 'a carriage return ends a line of ini';
  const lines = value.split('\n');
  if (!lines.every(isTrimmed)) return 'ini drops white space around each line of a value';
  if (lines.slice(1).some((line) => /^[#;]/.test(line)))
    return 'a further line of a value that starts with # or ; is a comment in ini';
  if (lines.length > 1 && lines.at(-1) === '') return 'ini drops empty lines at the end of a value';
  return refusedText(value);
}

function refusedText(text: string): string | undefined {
  return hasLoneSurrogate(text) ? 'ini holds only well-formed Unicode' : undefined;
}
