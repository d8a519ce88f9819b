import { constants } from 'node:os';
import { runBin, type BinCall, type BinEnd, type Stop } from '@hare/sandbox';
import type { WatchedRun } from '../every-stage/plan-stops.js';
import { startedThrough, type Trouble } from './trouble.js';

export interface TroubledEnd {
  readonly exitCode: number | undefined;
  /** The exit code of a process that the trouble's signal ended; undefined: there was none. */
  readonly signalCode: number | undefined;
  readonly output: string;
}

/** Runs a bin with trouble; `whole` is a run without. */
export async function troubledRun(
  call: BinCall,
  trouble: Trouble,
  whole: WatchedRun,
): Promise<TroubledEnd> {
  const end = await runBin(
    { ...call, through: startedThrough(trouble, whole.end.durationMs) },
    stopOf(trouble, whole),
  );
  const { output } = end;
  if (trouble.kind === 'terminal')
    return {
      exitCode: Number(end.stdout),
      signalCode: trouble.controlling ? codeOf('SIGHUP') : undefined,
      output,
    };
  return {
    exitCode: exitCodeOf(end),
    signalCode: trouble.signal === undefined ? undefined : codeOf(trouble.signal.name),
    output,
  };
}

function stopOf(trouble: Trouble, { end, folder, changesMs }: WatchedRun): Stop | undefined {
  if (trouble.kind === 'terminal' || trouble.signal === undefined) return undefined;
  const { name, share, by, againAfterMs } = trouble.signal;
  const at =
    by === 'change' && changesMs.length > 0
      ? { atChange: 1 + Math.floor(share * changesMs.length), below: folder }
      : { afterMs: share * end.durationMs };
  return { at, signal: name, ...(againAfterMs === undefined ? {} : { againAfterMs }) };
}

const codeOf = (name: NodeJS.Signals): number => 128 + constants.signals[name];

function exitCodeOf({ exitCode, signal }: BinEnd): number | undefined {
  return signal === null ? (exitCode ?? undefined) : codeOf(signal);
}
