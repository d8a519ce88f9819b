import { constants } from 'node:fs';
import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders } from '@hare/confstore/atomic';
import type { Places } from '../places.js';
import type { StageOutcome } from '../report/stage-report.js';

/** One stage run in the journal. A run without an end was killed, or is still running. */
export interface JournalEntry {
  readonly version: 1;
  /** The same in both records of one run. */
  readonly run: string;
  readonly event: 'started' | 'ended';
  readonly stage: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly host: string;
  readonly pid: number;
  readonly durationMs?: number;
  readonly outcome?: StageOutcome;
  readonly exitCode?: number;
  /** Ids of the steps that changed something. */
  readonly changed?: readonly string[];
  /** What steps measured or made, by step: how fast the cluster answers, where the backup is. */
  readonly figures?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  /** Failed steps and why. */
  readonly failed?: readonly { readonly step: string; readonly code?: string; readonly reason: string }[];
  readonly error?: { readonly code: string; readonly what: string };
}

type Where = Pick<Places, 'stateDir'>;

const maxBytes = 512 * 1024;

export function journalFile({ stateDir }: Where): string {
  return path.join(stateDir, 'journal.jsonl');
}

/**
 * Appends a record as one line, durable on the disk. A line that a crash cut short is closed first and skipped by readers.
 * Above 512 KiB the file becomes `journal.1.jsonl`, which replaces the one before.
 */
export async function appendJournal(places: Where, entry: JournalEntry, limitBytes: number = maxBytes): Promise<void> {
  const file = journalFile(places);
  await makeFolders(places.stateDir, 0o755);
  await rotateWhenFull(file, limitBytes);
  const handle = await open(file, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
  try {
    await handle.appendFile(`${(await endsInLine(handle)) ? '' : '\n'}${JSON.stringify(entry)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Every record that can be read, oldest first. */
export async function readJournal(places: Where): Promise<readonly JournalEntry[]> {
  const texts = await Promise.all([olderFile(journalFile(places)), journalFile(places)].map((file) => readFile(file, 'utf8').catch(() => '')));
  return texts.join('\n').split('\n').flatMap(parseLine);
}

function parseLine(line: string): readonly JournalEntry[] {
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry> | null;
    return entry?.version === 1 && typeof entry.stage === 'string' && typeof entry.run === 'string' ? [entry as JournalEntry] : [];
  } catch {
    return [];
  }
}

function olderFile(file: string): string {
  return path.join(path.dirname(file), 'journal.1.jsonl');
}

/** Two processes may come here at once: only the one that holds the lock, and still finds the file full, renames it. */
async function rotateWhenFull(file: string, limitBytes: number): Promise<void> {
  const isFull = async (): Promise<boolean> => ((await stat(file).catch(() => undefined))?.size ?? 0) >= limitBytes;
  if (!(await isFull())) return;
  const { acquireFileLock } = await import('@hare/confstore');
  const lock = await acquireFileLock(`${file}.lock`, { owner: 'journal', waitMs: 10_000 });
  try {
    if (await isFull()) await rename(file, olderFile(file));
  } finally {
    await lock.release();
  }
}

async function endsInLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] === 0x0a;
}
