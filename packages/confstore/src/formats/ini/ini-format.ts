import { MapBuilder } from '../../document/shared-builders.js';
import { HareError } from '@hare/base';
import type { DocumentFormat, FlatShape } from '../document-format.js';
import { errorAt, placeIn, type Source } from '../source.js';
import { iniSplices } from './ini-splices.js';
import { refusedByIni } from './refused-by-ini.js';
import { scanIni, type IniOption } from './scan-ini.js';

const flat: FlatShape = {
  toNames(segments, delimiter) {
    if (segments.length === 2) return segments;
    const key = segments.join(delimiter);
    throw new HareError(
      'KEY_SHAPE',
      `the key ${key} has ${segments.length} ${segments.length === 1 ? 'name' : 'names'}, and an ini file has sections with options`,
      {
        where: { key },
        hint: `write section${delimiter}option`,
      },
    );
  },
  toSegments: (names) => names,
};

/** Ini files: `section>option` is a text. */
export const iniFormat: DocumentFormat = {
  name: 'ini',
  flat,
  emptyText: '',
  parse(text, source, expected) {
    const root = new MapBuilder(expected);
    const warnings: HareError[] = [];
    let section: { readonly name: string; readonly options: MapBuilder } | undefined;
    for (const item of scanIni(text)) {
      if (item.kind === 'problem')
        throw errorAt('SYNTAX', item.what, text, item.offset, source, item.hint);
      if (item.kind === 'section') {
        if (section !== undefined) root.set(section.name, section.options.build());
        if (root.has(item.name))
          throw errorAt(
            'DUPLICATE_KEY',
            `the section [${item.name}] is there twice`,
            text,
            item.nameStart,
            source,
            'put all its options below one header',
          );
        section = { name: item.name, options: new MapBuilder(root.expected(item.name)) };
        continue;
      }
      if (section?.options.has(item.name) === true) warnings.push(repeated(item, source));
      section?.options.set(item.name, item.value);
    }
    if (section !== undefined) root.set(section.name, section.options.build());
    return { root: root.build(), warnings };
  },
  splices: (text, change) => iniSplices(text, scanIni(text), change),
  locate: (text, [section, option, ...others]) =>
    others.length > 0 ? undefined : locate(text, section, option),
  refuses: refusedByIni,
};

/** Where the name of a section, or of the last of its options of a name, stands. */
function locate(
  text: string,
  section: string | number | undefined,
  option: string | number | undefined,
): number | undefined {
  let inside = false;
  let found: number | undefined;
  for (const item of scanIni(text)) {
    if (item.kind === 'section') {
      if (inside) break;
      inside = item.name === section;
      if (inside && option === undefined) return item.nameStart;
    } else if (item.kind === 'option' && inside && item.name === option) found = item.nameStart;
  }
  return found;
}

function repeated({ name, line, lineStart, nameStart }: IniOption, source: Source): HareError {
  return new HareError('DUPLICATE_KEY', `the option ${name} is there again: the last one wins`, {
    where: placeIn(source, line, nameStart - lineStart + 1),
    hint: 'keep one of them',
  });
}
