import { closeSync, constants, fstatSync, fsyncSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { acquireFileLock, isHareError, HeldFolder } from '@hare/base';
import type { Places } from '../places.js';
import type { StageOutcome } from '../report/stage-report.js';
import { readOwnFile } from './read-state-file.js';

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
  /** Every step of the run, in order; absent in what older releases wrote. */
  readonly steps?: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly ms: number;
  }[];
  /** Ids of the steps that changed something. */
  readonly changed?: readonly string[];
  /** Results of steps, by step: how fast the cluster answers, where the backup is. */
  readonly figures?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
  /** Failed steps and why. */
  readonly failed?: readonly {
    readonly step: string;
    readonly code?: string;
    readonly reason: string;
  }[];
  readonly error?: { readonly code: string; readonly what: string };
}

type Where = Pick<Places, 'stateDir'>;

const maxBytes = 512 * 1024;
const older = 'journal.1.jsonl';

export function journalFile({ stateDir }: Where): string {
  return path.join(stateDir, 'journal.jsonl');
}

/**
 * Appends a record as one line, durable on the disk. A line that a crash cut short is closed first
 * and skipped by readers. Above 512 KiB the file becomes `journal.1.jsonl`, which replaces the one
 * before.
 */
export async function appendJournal(
  places: Where,
  entry: JournalEntry,
  limitBytes: number = maxBytes,
): Promise<void> {
  const file = journalFile(places);
  await HeldFolder.make(places.stateDir, { mode: 0o755 }).closing(async (held) => {
    await rotateWhenFull(held, file, limitBytes);
    const fd = held.openFile(
      path.basename(file),
      constants.O_RDWR | constants.O_APPEND | constants.O_CREAT,
      0o644,
    );
    try {
      writeFileSync(fd, `${endsInLine(fd) ? '' : '\n'}${JSON.stringify(entry)}\n`);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  });
}

/** Every record that can be read, oldest first. */
export async function readJournal(places: Where): Promise<readonly JournalEntry[]> {
  const texts = await Promise.all(
    [path.join(places.stateDir, older), journalFile(places)].map(readText),
  );
  return texts.join('\n').split('\n').flatMap(parseLine);
}

function parseLine(line: string): readonly JournalEntry[] {
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry> | null;
    return entry?.version === 1 && typeof entry.stage === 'string' && typeof entry.run === 'string'
      ? [entry as JournalEntry]
      : [];
  } catch {
    return [];
  }
}

/**
 * As root a journal is not believed that others can have written; one that cannot be read has
 * nothing to say.
 */
async function readText(file: string): Promise<string> {
  try {
    return (await readOwnFile(file)) ?? '';
  } catch (error) {
    if (isHareError(error) && error.code === 'STATE_NOT_TRUSTED') throw error;
    return '';
  }
}

/**
 * Two processes may get here at once: only the one with the lock that still finds the file full
 * renames it.
 */
async function rotateWhenFull(held: HeldFolder, file: string, limitBytes: number): Promise<void> {
  const name = path.basename(file);
  const isFull = (): boolean => (held.lstat(name)?.size ?? 0) >= limitBytes;
  if (!isFull()) return;
  const lock = await acquireFileLock(path.join(held.way, `${name}.lock`), {
    owner: 'journal',
    waitMs: 10_000,
  });
  try {
    if (isFull()) held.rename(name, older);
  } finally {
    await lock.release();
  }
}

function endsInLine(fd: number): boolean {
  const { size } = fstatSync(fd);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(fd, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
