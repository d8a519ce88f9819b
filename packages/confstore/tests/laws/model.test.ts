import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import type { MapStore, ConfValue } from '../../src/conf-store.js';
import { equalValues } from '../../src/document/equal-values.js';
import { textOf } from '../../src/document/text-of.js';
import { isHareError } from '@hare/base';
import { formatFlatKey, segmentsOfPath } from '../../src/key/flat-key.js';
import { formatRefusals, type LawRow } from './law-row.js';
import { FlatModel, Refused, TreeModel, type Model } from './model-store.js';
import { rows } from './rows.js';

type MakeKey = (existing: readonly string[]) => string;
type Operation =
  | { readonly kind: 'set'; readonly key: MakeKey; readonly value: ConfValue }
  | { readonly kind: 'delete'; readonly key: MakeKey; readonly force: boolean }
  | { readonly kind: 'get'; readonly key: MakeKey }
  | { readonly kind: 'save' };

function operations(row: LawRow): fc.Arbitrary<readonly Operation[]> {
  const operation: fc.Arbitrary<Operation> = fc.oneof(
    {
      arbitrary: fc.record({ kind: fc.constant('set' as const), key: row.keys, value: row.values }),
      weight: 4,
    },
    {
      arbitrary: fc.record({
        kind: fc.constant('delete' as const),
        key: row.keys,
        force: fc.boolean(),
      }),
      weight: 3,
    },
    { arbitrary: fc.record({ kind: fc.constant('get' as const), key: row.keys }), weight: 1 },
    { arbitrary: fc.constant({ kind: 'save' as const }), weight: 1 },
  );
  return fc.array(operation, { maxLength: 12 });
}

async function modelOf(store: MapStore): Promise<Model> {
  if (!store.flat) return new TreeModel(await store.data());
  return new FlatModel(
    [...(await store.leaves())].map(({ path, value }) => [
      formatFlatKey(segmentsOfPath(path)),
      textOf(value),
    ]),
  );
}

/**
 * What both answer: a value (undefined: the model does not say), or that the rules refuse it. What
 * only the format refuses changes nothing.
 */
type Answer =
  | { readonly kind: 'value'; readonly value: ConfValue | undefined }
  | { readonly kind: 'refused' | 'refused by the format' };

async function inStore(store: MapStore, operation: Operation, key: string): Promise<Answer> {
  try {
    if (operation.kind === 'set') await store.set(key, operation.value);
    return {
      kind: 'value',
      value:
        operation.kind === 'delete'
          ? await store.delete(key, { force: operation.force })
          : operation.kind === 'get'
            ? await store.get(key)
            : null,
    };
  } catch (error) {
    if (!isHareError(error)) throw error;
    if (formatRefusals.has(error.code)) return { kind: 'refused by the format' };
    if (['PATH_BLOCKED', 'LIST_GAP', 'NOT_A_LEAF'].includes(error.code)) return { kind: 'refused' };
    throw error;
  }
}

function inModel(model: Model, operation: Operation, key: string): Answer {
  try {
    if (operation.kind === 'set') model.set(key, operation.value);
    return {
      kind: 'value',
      value:
        operation.kind === 'delete'
          ? model.delete(key, operation.force)
          : operation.kind === 'get'
            ? model.get(key)
            : null,
    };
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused' };
    throw error;
  }
}

describe.each(rows.filter(({ changesPositions }) => changesPositions !== true))('$name', (row) => {
  test('random operations on a store and on a plain model agree, and so does what is saved', async () => {
    const property = fc.asyncProperty(row.documents, operations(row), async (text, all) => {
      const opened = await row.open(text);
      const { store } = opened;
      const anyOrder = row.anyOrder?.(text) ?? false;
      const model = await modelOf(store);
      const inOrder = (keys: readonly string[]): readonly string[] =>
        anyOrder ? [...keys].sort() : keys;
      for (const operation of all) {
        if (operation.kind === 'save') {
          try {
            await store.save();
          } catch (error) {
            fc.pre(
              !(
                isHareError(error) &&
                error.code === 'EDIT_NOT_SAFE' &&
                row.mayRefuse?.(text) === true
              ),
            );
            throw error;
          }
          expect(
            equalValues(await (await opened.reopen()).data(), await store.data(), { anyOrder }),
          ).toBe(true);
          continue;
        }
        const key = operation.key(model.keys());
        const answer = await inStore(store, operation, key);
        if (answer.kind !== 'refused by the format') {
          const wanted = inModel(model, operation, key);
          expect(answer.kind, `${operation.kind} ${key}`).toBe(wanted.kind);
          if (answer.kind === 'value' && wanted.kind === 'value' && wanted.value !== undefined)
            expect(
              equalValues(answer.value, wanted.value, { anyOrder }),
              `${operation.kind} ${key}`,
            ).toBe(true);
        }
        expect(inOrder(await store.keys()), `keys after ${operation.kind} ${key}`).toEqual(
          inOrder(model.keys()),
        );
      }
      for (const key of model.keys()) {
        const wanted = model.get(key);
        if (wanted !== undefined)
          expect(equalValues(await store.get(key), wanted, { anyOrder }), key).toBe(true);
      }
    });
    await fc.assert(property, { numRuns: inject('limits')[row.runs ?? 'modelRuns'] });
  });
});
