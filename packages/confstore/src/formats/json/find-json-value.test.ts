import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { toConfValue } from '../../document/conf-value.js';
import { getIn } from '../../document/get-in.js';
import { leavesOf } from '../../document/leaves.js';
import { endOfJsonBytes, findJsonValue } from './find-json-value.js';

const plainName = fc.constantFrom('a', 'b', 'long name', 'ünï', '10', '');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(0, -1.5e30, true, null, '', 'te"xt', 'a]}', 'back\\', 'ü,'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(plainName, tie('value'), { maxKeys: 4 }),
  ),
}));

test('every value is found where it stands, and what is absent is not', () => {
  fc.assert(
    fc.property(
      fc.dictionary(plainName, value, { maxKeys: 4 }),
      fc.constantFrom(undefined, 1, '\t'),
      (document, space) => {
        const text = JSON.stringify(document, null, space);
        const bytes = Buffer.from(` ${text} `);
        const model = toConfValue(document);
        const paths = leavesOf(model).flatMap(({ path }) =>
          path.map((_, at) => path.slice(0, at + 1)),
        );
        for (const path of [
          ...paths,
          ...paths.map((each) => [...each, 0]),
          ...paths.map((each) => [...each, 'a']),
          ['none'],
          [0],
        ]) {
          const place = findJsonValue(bytes, 1, path);
          const found =
            place === undefined
              ? undefined
              : toConfValue(
                  JSON.parse(bytes.toString('utf8', place, endOfJsonBytes(bytes, place))),
                );
          expect(found).toEqual(getIn(model, path));
        }
      },
    ),
    { numRuns: inject('limits').lawRuns },
  );
});
