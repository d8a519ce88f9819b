import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const bin = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url));
const saveForever = fileURLToPath(new URL('save-forever.mjs', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'confstore-durability-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly stderr: string;
}

async function run(command: string, args: readonly string[]): Promise<Outcome> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

/** A document of about 4 MB. */
function largeDocument(): string {
  const entries = Array.from(
    { length: 40_000 },
    (_, at) => `  "key_${at}": "value ${at} ${'.'.repeat(70)}"`,
  );
  return `{\n  "round": 0, // how often it was saved\n  "again": "",\n${entries.join(',\n')}\n}\n`;
}

test('a process killed at any moment of a save leaves the file whole, the old one or the new one', async () => {
  const file = path.join(folder, 'killed.json');
  const text = largeDocument();
  await writeFile(file, text);
  let saved = 0;
  let saveMs = 0;
  for (let kill = 0; kill < inject('limits').saveKills; kill++) {
    const child = spawn(process.execPath, [saveForever, `json://${file}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const first = performance.now();
    if (kill === 0) await once(child.stdout, 'data');
    saveMs = kill === 0 ? performance.now() - first : saveMs;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 1.5 * saveMs));
    child.kill('SIGKILL');
    await once(child, 'close');
    const now = await readFile(file, 'utf8');
    const round = Number(/"round": (\d+),/.exec(now)?.[1]);
    expect(round).toBeGreaterThan(saved);
    saved = round;
    expect(
      now ===
        text
          .replace('"round": 0', `"round": ${round}`)
          .replace('"again": ""', `"again": "${'x'.repeat(round % 7)}"`),
    ).toBe(true);
  }
  expect(saved).toBeGreaterThanOrEqual(inject('limits').saveKills);
  expect(await run(process.execPath, [bin, `json://${file}`, 'set', 'round=1'])).toMatchObject({
    code: 0,
  }); // no lock of a dead process
});

test('a file that may not grow leaves the old one intact, with a clear error and nothing beside it', async () => {
  const file = path.join(folder, 'limited.json');
  const text = largeDocument();
  await writeFile(file, text);
  const { code, stderr } = await run('prlimit', [
    '--fsize=1000000',
    process.execPath,
    bin,
    `json://${file}`,
    'set',
    'round=5',
  ]);
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('FILE_WRITE_FAILED') as string,
  });
  expect(stderr).toContain('the file size limit is reached');
  expect(await readFile(file, 'utf8')).toBe(text);
  expect(
    (await readdir(folder)).filter((name) => name.includes('limited') && name.endsWith('.tmp')),
  ).toEqual([]);
});

test('of many processes that set a key each of one file, none fails and no key is lost', async () => {
  const file = path.join(folder, 'shared.yaml');
  await writeFile(file, '# shared\nfirst: 1\n');
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      run(process.execPath, [bin, `yaml://${file}`, 'set', `key_${at}=${at}`]),
    ),
  );
  expect(outcomes.filter(({ code }) => code !== 0)).toEqual([]);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.slice(0, 2)).toEqual(['# shared', 'first: 1']);
  expect(
    lines
      .slice(2)
      .map((line) => line.replace(/:.*/, ''))
      .sort(),
  ).toEqual(Array.from({ length: 20 }, (_, at) => `key_${at}`).sort());
  expect((await readdir(folder)).filter((name) => name.endsWith('.lock'))).toEqual([]);
});
