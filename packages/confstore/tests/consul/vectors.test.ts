import { consulForTests } from '@hare/real-consul';
import { beforeEach, describe, expect, test } from 'vitest';
import { toConfValue } from '../../src/document/conf-value.js';
import { equalValues } from '../../src/document/equal-values.js';
import { isHareError } from '@hare/base';
import { call } from '../command/call.js';
import { fromTagged } from '../vectors/from-tagged.js';
import { pythonListToJson } from '../vectors/python-list.js';
import {
  commandNeedsConsul,
  libraryVectorFiles,
  needsConsul,
  readCommandVectors,
  readLibraryVectors,
} from '../vectors/read-vectors.js';
import { VectorWorld } from '../vectors/vector-world.js';
import type { LibraryVector } from '../vectors/vector.js';
import { useConsul } from './use-consul.js';

const program = await consulForTests();

/**
 * Recorded cases from which we differ on purpose: in which steps (by their place, or the keys in
 * the end), and why.
 */
const differences: Readonly<
  Record<string, { readonly steps: readonly (number | 'kv')[]; readonly reason: string }>
> = {
  'consul/get/missing': { steps: [3], reason: 'get of a subtree gathers the keys below it' },
  'consul/get/empty-key': { steps: [1], reason: 'the empty key is an error' },
  'consul/search/key': { steps: [3], reason: 'search respects whole names: ab is not below a' },
  'consul/get_keys/starts_with-non-string': {
    steps: [1],
    reason: 'types hold that a prefix is text',
  },
  'consul/lock/basic': { steps: [2], reason: 'lock data never shows among the keys' },
  'dict/copy/to-consul': { steps: ['kv'], reason: 'a truth value is JSON text: true, not True' },
};

type RecordedKv = Readonly<Record<string, string>>;
/** All that is left out where no Consul runs. */
const vectors = ['consul', ...libraryVectorFiles].flatMap((file) =>
  readLibraryVectors(file).filter(needsConsul),
);
const commands = readCommandVectors().filter(commandNeedsConsul);

describe.skipIf(program === undefined)('the recorded cases on a real Consul', () => {
  const consul = useConsul(program);
  beforeEach(async () => consul.cluster.clear());

  const fill = async (keys: RecordedKv): Promise<void> => {
    for (const [key, text] of Object.entries(keys)) await consul.kv.put(key, text);
  };
  const present = async (): Promise<RecordedKv> =>
    Object.fromEntries((await consul.kv.tree('')).entries.map(({ key, text }) => [key, text]));

  async function unlike(
    vector: LibraryVector,
  ): Promise<readonly { readonly step: number | 'kv'; readonly what: string }[]> {
    if ((vector.format as string) === 'consul') await fill((vector.initial ?? {}) as RecordedKv);
    const world = new VectorWorld('');
    const found: { readonly step: number | 'kv'; readonly what: string }[] = [];
    for (const [step, recorded] of vector.ops.entries()) {
      const { op, args, result, error, sane } = JSON.parse(
        JSON.stringify(recorded).replaceAll('{consul}', consul.cluster.address),
      ) as typeof recorded;
      if (op === 'consul_put') {
        await fill({ [String(args['key'])]: String(args['value']) });
        continue;
      }
      const outcome = await world.run(op, args).then(
        (value) =>
          error === undefined &&
          equalValues(toConfValue(value ?? null), fromTagged(result ?? null), { anyOrder: true })
            ? undefined
            : `answers ${JSON.stringify(value)}`,
        (reason: unknown) =>
          isHareError(reason) && error !== undefined ? undefined : `throws ${String(reason)}`,
      );
      if (outcome !== undefined && sane !== false)
        found.push({ step, what: `${op}(${JSON.stringify(args)}) ${outcome}` });
    }
    const kv = Object.assign(
      {},
      ...Object.values(vector.final).map(
        (final) => (final as { readonly kv?: RecordedKv }).kv ?? {},
      ),
    ) as RecordedKv;
    const now = await present();
    if (JSON.stringify(Object.entries(now).sort()) !== JSON.stringify(Object.entries(kv).sort()))
      found.push({ step: 'kv', what: JSON.stringify(now) });
    for (const store of world.stores.values()) await store.close();
    return found;
  }

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', async (name, vector) => {
    const found = await unlike(vector);
    expect({ steps: found.map(({ step }) => step), seen: found.map(({ what }) => what) }).toEqual({
      steps: differences[name]?.steps ?? [],
      seen: expect.anything() as unknown,
    });
  });

  test.each(commands.map((vector) => [vector.name, vector] as const))(
    'the recorded call %s',
    async (_, vector) => {
      await fill((vector.consul_kv ?? {}) as RecordedKv);
      const { exit, stdout, stderr } = await call(
        vector.argv.map((word) => word.replaceAll('{consul}', consul.cluster.address)),
      );
      expect([exit, stderr]).toEqual([vector.exit, '']);
      if (vector.stdout === '') expect(stdout).toBe('');
      else expect(JSON.parse(stdout)).toEqual(JSON.parse(pythonListToJson(vector.stdout)));
      expect(await present()).toEqual(
        (vector as { readonly consul_kv_after?: RecordedKv }).consul_kv_after,
      );
    },
  );
});

test('every deliberate difference names a recorded case', () => {
  expect(
    Object.keys(differences).filter((name) => !vectors.some((vector) => vector.name === name)),
  ).toEqual([]);
});
