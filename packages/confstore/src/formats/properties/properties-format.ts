import { MapBuilder } from '../../document/shared-builders.js';
import { HareError } from '@hare/base';
import type { DocumentFormat, FlatShape } from '../document-format.js';
import { errorAt, placeIn, type Source } from '../source.js';
import { propertiesSplices } from './properties-splices.js';
import { refusedByProperties } from './refused-by-properties.js';
import { scanProperties, type Property } from './scan-properties.js';

/**
 * The segments of a key, with the delimiter between them, are the name of a property: `a>b` is the
 * property `a>b`.
 */
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
  parse(text, source, expected) {
    const root = new MapBuilder(expected);
    const warnings: HareError[] = [];
    for (const item of scanProperties(text)) {
      if (item.kind === 'problem')
        throw errorAt('SYNTAX', item.what, text, item.offset, source, item.hint);
      if (root.has(item.name)) warnings.push(repeated(item, source));
      root.set(item.name, item.value);
    }
    return { root: root.build(), warnings };
  },
  splices: (text, change) => propertiesSplices(text, scanProperties(text), change),
  locate(text, [wanted, ...others]) {
    let found: number | undefined;
    if (others.length === 0)
      for (const item of scanProperties(text))
        if (item.kind === 'property' && item.name === wanted) found = item.nameStart;
    return found;
  },
  refuses: refusedByProperties,
};

function repeated({ name, line, lineStart, nameStart }: Property, source: Source): HareError {
  return new HareError('DUPLICATE_KEY', `the property ${name} is there again: the last one wins`, {
    where: placeIn(source, line, nameStart - lineStart + 1),
    hint: 'keep one of them',
  });
}
