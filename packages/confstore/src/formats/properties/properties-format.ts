import { HareError } from '../../error.js';
import type { DocumentFormat, FlatShape } from '../document-format.js';
import { errorAt, placeOf, type Source } from '../source.js';
import { propertiesSplices } from './properties-splices.js';
import { refusedByProperties } from './refused-by-properties.js';
import { scanProperties, type Property } from './scan-properties.js';

/** The segments of a key, with the delimiter between them, are the name of a property: `a>b` is the property `a>b`. */
const flat: FlatShape = {
  toNames: (segments, delimiter) => [segments.join(delimiter)],
  toSegments([name = ''], delimiter) {
    const segments = name.split(delimiter);
    return segments.some((segment) => segment.trim() === '') ? [name] : segments;
  },
};

/** Properties files: `name = value`, values are texts. */
export const propertiesFormat: DocumentFormat = {
  name: 'properties',
  flat,
  emptyText: '',
  parse(text, source) {
    const { properties, problems } = scanProperties(text);
    const [problem] = problems;
    if (problem !== undefined) throw errorAt('SYNTAX', problem.what, text, problem.offset, source, problem.hint);
    return { root: new Map(properties.map(({ name, value }) => [name, value])), warnings: repeated(text, properties, source) };
  },
  splices: (text, change) => propertiesSplices(text, scanProperties(text).properties, change),
  locate: (text, [wanted, ...others]) => (others.length > 0 ? undefined : scanProperties(text).properties.findLast(({ name }) => name === wanted)?.nameStart),
  refuses: refusedByProperties,
};

function repeated(text: string, properties: readonly Property[], source: Source): readonly HareError[] {
  const seen = new Set<string>();
  return properties.flatMap(({ name, nameStart }) => {
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated ? [new HareError('DUPLICATE_KEY', `the property ${name} is there again: the last one wins`, { where: placeOf(text, nameStart, source), hint: 'keep one of them' })] : [];
  });
}
