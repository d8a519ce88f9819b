import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { MapStore } from '../../src/conf-store.js';
import { toConfValue } from '../../src/document/conf-value.js';
import { equalValues } from '../../src/document/equal-values.js';
import { jsonText } from '../../src/document/text-of.js';
import { isHareError } from '@hare/base';
import { openConfStore } from '../../src/open-conf-store.js';
import { fromTagged } from './from-tagged.js';
import { matchesReturnCode } from './return-codes.js';
import { makeSandbox, readTree, writeTree } from './sandbox.js';
import type { LibraryVector, Mismatch, VectorFinal, VectorFormat } from './vector.js';
import { VectorWorld } from './vector-world.js';

/** Runs a recorded case on our library, and answers in what we are unlike it. */
export async function runLibraryVector(vector: LibraryVector): Promise<readonly Mismatch[]> {
  const { dir, ...sandbox } = await makeSandbox();
  const user = process.geteuid?.();
  const here = process.cwd();
  try {
    await prepare(dir, 'main', vector.format, vector.initial);
    for (const [index, { format, initial }] of Object.entries(vector.others ?? {}))
      await prepare(dir, index, format, initial);
    for (const [file, mode] of Object.entries(vector.chmod ?? {}))
      await chmod(path.join(dir, file), Number(mode));
    if (vector.as_user !== undefined && user === 0) process.seteuid?.(65_534);
    process.chdir(dir); // the recordings were made there: a relative URL is relative to the sandbox
    const world = new VectorWorld(dir);
    const mismatches: Mismatch[] = [];
    for (const [at, { op, args, ...expected }] of vector.ops.entries()) {
      const what = await compareStep(expected, () => world.run(op, args));
      const counts = vector.group !== 'lock' || typeof expected.result === 'boolean';
      if (what !== undefined && counts) mismatches.push({ step: stepName(vector, at), what });
    }
    if (user === 0) process.seteuid?.(0);
    if (vector.group !== 'lock') mismatches.push(...(await compareFinal(dir, vector, world)));
    return mismatches;
  } finally {
    if (user === 0) process.seteuid?.(0);
    process.chdir(here);
    await sandbox.remove();
  }
}

/** `get(a>b)`, with its position when it is there more than once. */
function stepName({ ops }: LibraryVector, at: number): string {
  const name = ({ op, args }: (typeof ops)[number]): string =>
    `${op}(${[args['key'], args['path'], args['delim'], args['url'], args['index'], ''].find((each) => typeof each === 'string') as string})`;
  const [mine, ...all] = [ops[at], ...ops].map((each) => (each === undefined ? '' : name(each)));
  const same = all.flatMap((each, position) => (each === mine ? [position] : []));
  return same.length === 1 ? (mine ?? '') : `${mine ?? ''}#${same.indexOf(at) + 1}`;
}

async function compareStep(
  expected: { readonly result?: unknown; readonly error?: { readonly rc: number | null } },
  run: () => Promise<unknown>,
): Promise<string | undefined> {
  try {
    const result = toConfValue((await run()) ?? null);
    if (expected.error !== undefined) return `no error, but ${jsonText(result)}`;
    return equalValues(result, fromTagged(expected.result ?? null), { anyOrder: true })
      ? undefined
      : `${jsonText(result)}, not ${jsonText(fromTagged(expected.result ?? null))}`;
  } catch (error) {
    if (!isHareError(error)) return `the defect ${String(error)}`;
    if (expected.error === undefined) return `the error ${error.code}: ${error.message}`;
    return matchesReturnCode(error.code, expected.error.rc)
      ? undefined
      : `the error ${error.code}, which does not mean ${String(expected.error.rc)}`;
  }
}

async function compareFinal(
  dir: string,
  vector: LibraryVector,
  world: VectorWorld,
): Promise<readonly Mismatch[]> {
  const mismatches: Mismatch[] = [];
  for (const [index, final] of Object.entries(vector.final)) {
    const format = index === 'main' ? vector.format : vector.others?.[index]?.format;
    if (format === undefined || format === 'none') continue;
    for (const [part, compare] of Object.entries(
      finalParts(dir, index, format, final, world.stores.get(index)),
    )) {
      const what = await compare();
      if (what !== undefined)
        mismatches.push({ step: `final ${part}${index === 'main' ? '' : ` of ${index}`}`, what });
    }
  }
  return mismatches;
}

function finalParts(
  dir: string,
  index: string,
  format: VectorFormat,
  final: VectorFinal,
  store: MapStore | undefined,
): Readonly<Record<string, () => Promise<string | undefined>>> {
  const file = path.join(dir, format === 'dir' ? index : `${index}.${format}`);
  return {
    ...(final.data === undefined
      ? {}
      : {
          data: () =>
            compareStep({ result: final.data }, async () =>
              (await openConfStore(`${format}://${file}`, { maps: true })).data(),
            ),
        }),
    ...(final.unparsable === undefined
      ? {}
      : {
          unparsable: () =>
            compareStep({ error: { rc: null } }, () =>
              openConfStore(`${format}://${file}`, { maps: true }),
            ),
        }),
    ...(final.memory === undefined || store === undefined
      ? {}
      : { memory: () => compareStep({ result: final.memory }, () => store.data()) }),
    ...(final.tree === undefined
      ? {}
      : {
          tree: () =>
            compareStep({ result: final.tree }, async () =>
              withUnreadable(await readTree(file), final.tree ?? {}),
            ),
        }),
  };
}

/** A file that the recording could not read is taken as it recorded it. */
function withUnreadable(
  tree: Readonly<Record<string, unknown>>,
  recorded: Readonly<Record<string, unknown>>,
): unknown {
  return Object.fromEntries(
    Object.entries(tree).map(([name, content]) => [
      name,
      typeof recorded[name] === 'object' && recorded[name] !== null ? recorded[name] : content,
    ]),
  );
}

async function prepare(
  dir: string,
  index: string,
  format: VectorFormat,
  initial: unknown,
): Promise<void> {
  if (initial === null || format === 'dict' || format === 'none') return;
  if (format === 'dir')
    await writeTree(path.join(dir, index), initial as Readonly<Record<string, string>>);
  else await writeTree(dir, { [`${index}.${format}`]: initial as string });
}
