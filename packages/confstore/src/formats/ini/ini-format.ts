import type { ConfMap, ConfValue } from '../../conf-store.js';
import { HareError } from '../../error.js';
import type { DocumentFormat, FlatShape } from '../document-format.js';
import { errorAt, placeOf, type Source } from '../source.js';
import { iniSplices } from './ini-splices.js';
import { refusedByIni } from './refused-by-ini.js';
import { scanIni, type IniScan } from './scan-ini.js';

const flat: FlatShape = {
  toNames(segments, delimiter) {
    if (segments.length === 2) return segments;
    const key = segments.join(delimiter);
    throw new HareError('KEY_SHAPE', `the key ${key} has ${segments.length} ${segments.length === 1 ? 'name' : 'names'}, and an ini file has sections with options`, {
      where: { key },
      hint: `write section${delimiter}option`,
    });
  },
  toSegments: (names) => names,
};

/** Ini files: `section>option` is a text. */
export const iniFormat: DocumentFormat = {
  name: 'ini',
  flat,
  emptyText: '',
  parse(text, source) {
    const scan = scanIni(text);
    const [problem] = scan.problems;
    if (problem !== undefined) throw errorAt('SYNTAX', problem.what, text, problem.offset, source, problem.hint);
    return { root: model(text, scan, source), warnings: repeatedOptions(text, scan, source) };
  },
  splices: (text, change) => iniSplices(text, scanIni(text), change),
  locate(text, [section, option, ...others]) {
    if (others.length > 0) return undefined;
    const found = scanIni(text).sections.find(({ name }) => name === section);
    return option === undefined ? found?.nameStart : found?.options.findLast(({ name }) => name === option)?.nameStart;
  },
  refuses: refusedByIni,
};

function model(text: string, { sections }: IniScan, source: Source): ConfMap {
  const root = new Map<string, ConfValue>();
  for (const section of sections) {
    if (root.has(section.name)) {
      throw errorAt('DUPLICATE_KEY', `the section [${section.name}] is there twice`, text, section.nameStart, source, 'put all its options below one header');
    }
    root.set(section.name, new Map(section.options.map(({ name, value }) => [name, value])));
  }
  return root;
}

function repeatedOptions(text: string, { sections }: IniScan, source: Source): readonly HareError[] {
  return sections.flatMap(({ options }) => {
    const seen = new Set<string>();
    return options.flatMap(({ name, nameStart }) => {
      const repeated = seen.has(name);
      seen.add(name);
      return repeated ? [new HareError('DUPLICATE_KEY', `the option ${name} is there again: the last one wins`, { where: placeOf(text, nameStart, source), hint: 'keep one of them' })] : [];
    });
  });
}
