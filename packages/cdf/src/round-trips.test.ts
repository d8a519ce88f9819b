import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { arbitraryModel } from '../tests/support/arbitrary-model.js';
import { yamlData } from '../tests/support/golden.js';
import { canonical } from './canonical.js';
import { cdfDigest } from './meaning.js';
import { convertCdf } from './convert/convert-cdf.js';
import { downgrade } from './convert/downgrade.js';
import { diffCdf } from './diff-cdf.js';
import { formatCdf } from './write-yaml.js';
import { parseCdf, readCdf } from './read-cdf.js';
import { isError } from './problem.js';
import { toDocument } from './to-document.js';
import { validateCdf } from './validate-cdf.js';

const runs = { numRuns: inject('limits').cdfModels };

test('models of the generator are valid', () => {
  fc.assert(
    fc.property(arbitraryModel, (model) => {
      expect(validateCdf(model).filter(isError)).toEqual([]);
    }),
    runs,
  );
});

test('a model written as CDF 2022 reads back as the same model', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryModel, async (model) => {
      expect((await parseCdf(formatCdf(model, '2022'), 'cdf')).model).toEqual(canonical(model));
    }),
    runs,
  );
});

test('what CDF 2021 can carry of a model reads back as the same model', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryModel, async (model) => {
      const carried = downgrade(model).model;
      expect((await parseCdf(formatCdf(model, '2021'), 'cdf')).model).toEqual(carried);
      expect(downgrade(carried)).toEqual({ model: carried, lost: [] });
    }),
    runs,
  );
});

test('other YAML readers read what we write as the values that were meant', () => {
  fc.assert(
    fc.property(
      arbitraryModel,
      fc.constantFrom('2021' as const, '2022' as const),
      (model, format) => {
        expect(yamlData(formatCdf(model, format))).toEqual(
          JSON.parse(JSON.stringify(toDocument(model, format))),
        );
      },
    ),
    runs,
  );
});

test('converting to the other format and back keeps what both can carry', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryModel, async (model) => {
      const there = await convertCdf(formatCdf(model, '2021'), 'cdf', '2022');
      const back = await convertCdf(there.text, 'cdf', '2021');
      expect((await readCdf(back.text, 'cdf')).model).toEqual(downgrade(model).model);
    }),
    runs,
  );
});

test('two models have the same digest exactly when the diff finds nothing', () => {
  fc.assert(
    fc.property(arbitraryModel, arbitraryModel, fc.boolean(), (a, b, same) => {
      const other = same ? canonical(a) : b;
      expect(cdfDigest(a) === cdfDigest(other)).toBe(diffCdf(a, other).length === 0);
      expect(diffCdf(a, canonical(a))).toEqual([]);
    }),
    runs,
  );
});
