import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { flavours } from '../../src/formats/lines/dialect.js';
import { rows } from '../laws/rows.js';

const child = fileURLToPath(new URL('./fuzz-child.mjs', import.meta.url));
const seed = 20_221_104;
/**
 * How long one document may take at most before the child counts as hanging, on a busy machine too;
 * the child itself measures 2 s of its own time.
 */
const silenceMs = 30_000;

interface Outcome {
  readonly parsed: number;
  readonly refused: number;
  readonly edited: number;
  readonly problems: readonly {
    readonly at: number;
    readonly problem: string;
    readonly document: string;
  }[];
}

const formats = rows
  .filter(({ name }) => name !== 'dir')
  .map(({ name, documents }) => [name, documents] as const);

/** What a row's documents are opened with: the name of a format, or of a flavour of ini. */
function schemeOf(row: string): { readonly scheme: string; readonly flavour: string } {
  const [scheme = ''] = row.split(' ');
  return Object.hasOwn(flavours, scheme)
    ? { scheme: 'ini', flavour: scheme }
    : { scheme, flavour: '' };
}

test.each(formats)(
  'mutated %s documents are parsed, or refused with a position',
  async (format, documents) => {
    const outcome = await fuzz(format, fc.sample(documents, { numRuns: 300, seed }));
    expect(outcome.problems).toEqual([]);
    expect(outcome.parsed + outcome.refused).toBe(inject('limits').fuzzDocuments);
    expect(Math.min(outcome.parsed, outcome.refused, outcome.edited * 10)).toBeGreaterThan(
      inject('limits').fuzzDocuments / 40,
    );
  },
);

async function fuzz(format: string, bases: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
  const basesFile = path.join(folder, 'bases.json');
  writeFileSync(basesFile, JSON.stringify(bases));
  try {
    return await outcomeOf(format, basesFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outcomeOf(format: string, basesFile: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { scheme, flavour } = schemeOf(format);
    const process = fork(
      child,
      [scheme, basesFile, String(inject('limits').fuzzDocuments), String(seed), flavour],
      { execArgv: ['--max-old-space-size=512'] },
    );
    let last = -1;
    const hang = setTimeout(() => process.kill('SIGKILL'), silenceMs);
    process.on('message', (message: number | Outcome) => {
      hang.refresh();
      if (typeof message === 'number') last = message;
      else resolve(message);
    });
    process.on('exit', (code, signal) => {
      clearTimeout(hang);
      reject(
        new Error(
          `the child ended at document ${last} of seed ${seed} (${signal ?? `exit ${code}`})`,
        ),
      );
    });
  });
}
