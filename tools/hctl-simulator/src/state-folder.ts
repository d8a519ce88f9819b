import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { syncFolder, writeFileAtomic } from '@hare/base';
import type { ClusterState } from './cluster-state.js';
import { type DataState, noData } from './data-state.js';
import { type ReadyAnswers, readyAnswers } from './ready-answers.js';
import type { Unit } from './units.js';
import type { FailureValue } from './failures.js';

/**
 * One line of `journal.jsonl`: a call that began, or how it ended; a call without an end was
 * killed.
 */
export type JournalLine =
  | {
      readonly event: 'begin';
      readonly pid: number;
      readonly timeMs: number;
      readonly args: readonly string[];
    }
  | {
      readonly event: 'end';
      readonly pid: number;
      readonly timeMs: number;
      readonly exitCode: number;
    };

/**
 * The simulator's state. Every file is replaced atomically, so a kill at any moment leaves the old
 * one or the new one.
 */
export interface StateFolder {
  readonly folder: string;
  cluster(): ClusterState | undefined;
  setCluster(state: ClusterState | undefined): Promise<void>;
  /** Units that shutdown left. */
  left(): readonly Unit[];
  setLeft(units: readonly Unit[]): Promise<void>;
  /** `units`: what the stand-in for systemctl prints. */
  setUnits(text: string): void;
  data(): DataState;
  setData(state: DataState): Promise<void>;
  /** `fail.json`: switch → value, `{ "status-hang": { "times": 1 } }` for the first time only. */
  failures(): Readonly<Record<string, FailureValue>>;
  setFailures(failures: Readonly<Record<string, FailureValue>>): Promise<void>;
  /** How often each switch with `times` was used. */
  used(): Readonly<Record<string, number>>;
  setUsed(used: Readonly<Record<string, number>>): Promise<void>;
  journal(): readonly JournalLine[];
  note(line: JournalLine): void;
}

type StoredCluster = ClusterState & { readonly ready?: ReadyAnswers | undefined };

/** The state in a folder, which is made when it is missing. */
export function openStateFolder(folder: string): StateFolder {
  mkdirSync(folder, { recursive: true });
  const file = (name: string): string => path.join(folder, name);
  const read = <T>(name: string, fallback: T): T => {
    const text = readIfThere(file(name));
    return text === undefined ? fallback : (JSON.parse(text) as T);
  };
  const write = (name: string, value: unknown): Promise<void> =>
    writeFileAtomic(file(name), `${JSON.stringify(value, undefined, 2)}\n`);
  return {
    folder,
    cluster: () => {
      const stored = read<StoredCluster | undefined>('cluster.json', undefined);
      if (stored === undefined) return undefined;
      const { ready: _, ...state } = stored;
      return state;
    },
    setCluster: async (state) => {
      if (state !== undefined)
        return write('cluster.json', {
          ready: readyAnswers(state),
          ...state,
        } satisfies StoredCluster);
      rmSync(file('cluster.json'), { force: true });
      await syncFolder(folder);
    },
    left: () => read('left.json', []),
    setLeft: (units) => write('left.json', units),
    setUnits: (text) => {
      writeFileSync(file(`units.${process.pid}`), text);
      renameSync(file(`units.${process.pid}`), file('units'));
    },
    data: () => read('data.json', noData),
    setData: (state) => write('data.json', state),
    failures: () => read('fail.json', {}),
    setFailures: (failures) => write('fail.json', failures),
    used: () => read('fail-used.json', {}),
    setUsed: (used) => write('fail-used.json', used),
    journal: () => (readIfThere(file('journal.jsonl')) ?? '').split('\n').flatMap(parseLine),
    note: (line) => appendFileSync(file('journal.jsonl'), `${JSON.stringify(line)}\n`),
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A line that a kill cut short is none. */
function parseLine(line: string): JournalLine[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as JournalLine];
  } catch {
    return [];
  }
}
