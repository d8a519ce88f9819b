import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { equalValues } from '../../src/document/equal-values.js';
import { openConfStore } from '../../src/open-conf-store.js';
import { pythonListToJson } from './python-list.js';
import { makeSandbox, readTree, writeTree } from './sandbox.js';
import type { CommandVector, Mismatch } from './vector.js';

const bin = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));

interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a recorded call with our command, and answers in what we are unlike it. */
export async function runCommandVector(vector: CommandVector): Promise<readonly Mismatch[]> {
  const { dir, ...sandbox } = await makeSandbox();
  try {
    await writeTree(dir, vector.files ?? {});
    const before = await readTree(dir);
    const outcome = await call(
      vector.argv.map((word) => word.replaceAll('{dir}', dir)),
      dir,
    );
    return [...compareOutcome(vector, outcome), ...(await compareFiles(vector, dir, before))];
  } finally {
    await sandbox.remove();
  }
}

function compareOutcome(
  vector: CommandVector,
  { exit, stdout, stderr }: Outcome,
): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  // 22 of the original is 1 (a problem) or 2 (wrong usage) of ours.
  if (vector.exit === 22 ? exit !== 1 && exit !== 2 : exit !== vector.exit)
    mismatches.push({ step: 'exit', what: `${exit}: ${stderr}` });
  if ((vector.exit === 22) !== stderr.startsWith('confstore: '))
    mismatches.push({ step: 'stderr', what: stderr });
  if (!sameOutput(vector, stdout)) mismatches.push({ step: 'stdout', what: stdout });
  return mismatches;
}

/**
 * Lists that Python printed are JSON with us, and YAML may be laid out otherwise; everything else
 * is the same to the byte.
 */
function sameOutput({ argv, stdout }: CommandVector, ours: string): boolean {
  if (argv.includes('yaml'))
    return JSON.stringify(sorted(parse(stdout))) === JSON.stringify(sorted(parse(ours)));
  if (argv.includes('get') || stdout === '') return ours === stdout;
  return JSON.stringify(JSON.parse(pythonListToJson(stdout))) === JSON.stringify(JSON.parse(ours));
}

async function compareFiles(
  { files_changed: changed = {}, files_gone: gone = [] }: CommandVector,
  dir: string,
  before: Readonly<Record<string, string | null>>,
): Promise<readonly Mismatch[]> {
  const after = await readTree(dir);
  const mismatches: Mismatch[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const untouched = after[name] === before[name] && name in after;
    const expected =
      name in changed
        ? await sameContent(dir, name, after[name], changed[name] ?? null)
        : gone.includes(name)
          ? !(name in after)
          : untouched;
    if (!expected) mismatches.push({ step: `file ${name}`, what: after[name] ?? 'gone' });
  }
  for (const name of Object.keys(changed))
    if (!(name in after)) mismatches.push({ step: `file ${name}`, what: 'not made' });
  return mismatches;
}

/**
 * The recorded bytes are those of a program that prints whole documents: ours must mean the same.
 */
async function sameContent(
  dir: string,
  name: string,
  ours: string | null | undefined,
  recorded: string | null,
): Promise<boolean> {
  if (ours === undefined || ours === null || recorded === null) return ours === recorded;
  const format = path.extname(name).slice(1);
  await writeTree(dir, { [`recorded.${format}`]: recorded });
  const [mine, theirs] = await Promise.all([
    openConfStore(`${format}://${dir}/${name}`, { maps: true }),
    openConfStore(`${format}://${dir}/recorded.${format}`, { maps: true }),
  ]);
  return equalValues(await mine.data(), await theirs.data(), { anyOrder: true });
}

function call(argv: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...argv], { cwd }, (error, stdout, stderr) =>
      resolve({ exit: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
