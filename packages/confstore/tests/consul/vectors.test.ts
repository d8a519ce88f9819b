import { consulForTests } from '@hare/consul';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { toConfValue } from '../../src/document/conf-value.js';
import { equalValues } from '../../src/document/equal-values.js';
import { isHareError } from '../../src/error.js';
import { fromTagged } from '../vectors/from-tagged.js';
import { pythonListToJson } from '../vectors/python-list.js';
import { readCommandVectors, readLibraryVectors } from '../vectors/read-vectors.js';
import { VectorWorld } from '../vectors/vector-world.js';
import type { LibraryVector } from '../vectors/vector.js';
import { useConsul } from './use-consul.js';

const program = await consulForTests();
const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

/** Recorded cases from which we differ on purpose: in which steps (by their place, or the keys in the end), and why. */
const differences: Readonly<Record<string, { readonly steps: readonly (number | 'kv')[]; readonly reason: string }>> = {
  'consul/get/missing': { steps: [3], reason: 'get of a subtree gathers the keys below it' },
  'consul/get/empty-key': { steps: [1], reason: 'the empty key is an error' },
  'consul/search/key': { steps: [3], reason: 'search respects whole names: ab is not below a' },
  'consul/get_keys/starts_with-non-string': { steps: [1], reason: 'types hold that a prefix is text' },
  'consul/lock/basic': { steps: [2], reason: 'lock data never shows among the keys' },
  'dict/copy/to-consul': { steps: ['kv'], reason: 'a truth value is JSON text: true, not True' },
};

type RecordedKv = Readonly<Record<string, string>>;
const vectors = [...readLibraryVectors('consul'), ...readLibraryVectors('dict')].filter((vector) => JSON.stringify(vector.ops).includes('{consul}'));
const commands = readCommandVectors().filter(({ argv, ...rest }) => JSON.stringify([argv, rest]).includes('{consul}'));

describe.skipIf(program === undefined)('the recorded cases on a real Consul', () => {
  const consul = useConsul(program);
  beforeEach(async () => consul.cluster.clear());

  const fill = async (keys: RecordedKv): Promise<void> => {
    for (const [key, text] of Object.entries(keys)) await consul.kv.put(key, text);
  };
  const present = async (): Promise<RecordedKv> => Object.fromEntries((await consul.kv.tree('')).entries.map(({ key, text }) => [key, text]));

  async function unlike(vector: LibraryVector): Promise<readonly { readonly step: number | 'kv'; readonly what: string }[]> {
    if ((vector.format as string) === 'consul') await fill((vector.initial ?? {}) as RecordedKv);
    const world = new VectorWorld('');
    const found: { readonly step: number | 'kv'; readonly what: string }[] = [];
    for (const [step, recorded] of vector.ops.entries()) {
      const { op, args, result, error, sane } = JSON.parse(JSON.stringify(recorded).replaceAll('{consul}', consul.cluster.address)) as typeof recorded;
      if (op === 'consul_put') {
        await fill({ [String(args['key'])]: String(args['value']) });
        continue;
      }
      const outcome = await world.run(op, args).then(
        (value) => (error === undefined && equalValues(toConfValue(value ?? null), fromTagged(result ?? null), { anyOrder: true }) ? undefined : `answers ${JSON.stringify(value)}`),
        (reason: unknown) => (isHareError(reason) && error !== undefined ? undefined : `throws ${String(reason)}`),
      );
      if (outcome !== undefined && sane !== false) found.push({ step, what: `${op}(${JSON.stringify(args)}) ${outcome}` });
    }
    const kv = Object.assign({}, ...Object.values(vector.final).map((final) => (final as { readonly kv?: RecordedKv }).kv ?? {})) as RecordedKv;
    const now = await present();
    if (JSON.stringify(Object.entries(now).sort()) !== JSON.stringify(Object.entries(kv).sort())) found.push({ step: 'kv', what: JSON.stringify(now) });
    for (const store of world.stores.values()) await store.close();
    return found;
  }

  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', async (name, vector) => {
    const found = await unlike(vector);
    expect({ steps: found.map(({ step }) => step), seen: found.map(({ what }) => what) }).toEqual({ steps: differences[name]?.steps ?? [], seen: expect.anything() as unknown });
  });

  test.each(commands.map((vector) => [vector.name, vector] as const))('the recorded call %s', async (_, vector) => {
    await fill((vector.consul_kv ?? {}) as RecordedKv);
    const { status, stdout, stderr } = await confstore(vector.argv.map((word) => word.replaceAll('{consul}', consul.cluster.address)));
    expect([status, stderr]).toEqual([vector.exit, '']);
    if (vector.stdout === '') expect(stdout).toBe('');
    else expect(JSON.parse(stdout)).toEqual(JSON.parse(pythonListToJson(vector.stdout)));
    expect(await present()).toEqual((vector as { readonly consul_kv_after?: RecordedKv }).consul_kv_after);
  });

  test('the command does on consul what it does on files', async () => {
    const url = `consul://${consul.cluster.address}/app`;
    const expectOk = async (...args: readonly string[]): Promise<string> => {
      const { status, stdout, stderr } = await confstore(args);
      expect([args, status, stderr]).toEqual([args, 0, '']);
      return stdout;
    };
    await expectOk(url, 'set', 'a>b=1;a>n[0]=x;c=2');
    expect(JSON.parse(await expectOk(url, 'search', 'a', 'b'))).toEqual(['a>b']);
    await expectOk(url, 'merge', 'dict:{"c":"9","d":"4"}');
    expect(await expectOk(url, 'get', '--raw', 'c')).toBe('2\n');
    expect((await confstore([url, 'diff', 'dict:{"a":{"b":"1","n":["x"]},"c":"3","d":"4"}'])).status).toBe(1);
    await expectOk(url, 'compare', `dict:{"a":{"b":"1","n":["x"]},"c":"2","d":"4"}`);
    await expectOk(url, 'addnumkeys');
    await expectOk(url, 'convert', `consul://${consul.cluster.address}/copy`);
    await expectOk(url, 'delete', 'a', '--force');
    await expectOk(url, 'validate');
    expect(await present()).toEqual({ 'app/c': '2', 'app/d': '4', 'copy/a>b': '1', 'copy/a>n[0]': 'x', 'copy/a>num_n': '1', 'copy/c': '2', 'copy/d': '4' });
  });
});

test('every deliberate difference names a recorded case', () => {
  expect(Object.keys(differences).filter((name) => !vectors.some((vector) => vector.name === name))).toEqual([]);
});

function confstore(args: readonly string[]): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: path.dirname(bin) }, (error, stdout, stderr) => resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }));
  });
}
