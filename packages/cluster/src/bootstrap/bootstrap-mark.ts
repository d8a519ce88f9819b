import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { type Places, readOwnFile, removeStateFile, writeStateFile } from '@hare/stage';

/**
 * Says that a stage started the cluster for its own time: if the stage is killed, the next one
 * knows whose cluster it finds.
 */
export interface BootstrapMark {
  readonly version: 1;
  readonly stage: string;
  /** Of the kernel: after a reboot nothing of that cluster runs any more. */
  readonly bootId: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly host: string;
}

type Where = Pick<Places, 'stateDir'>;

const fileOf = ({ stateDir }: Where): string => path.join(stateDir, 'bootstrap.json');

/** Written, durably, before a stage bootstraps. */
export async function writeBootstrapMark(places: Where, stage: string, now: Date): Promise<void> {
  const mark: BootstrapMark = {
    version: 1,
    stage,
    bootId: bootId(),
    time: now.toISOString(),
    host: hostname(),
  };
  await writeStateFile(fileOf(places), `${JSON.stringify(mark, undefined, 2)}\n`, { aside: true });
}

/** Removed once the cluster is as it was found, or is to stay. */
export async function removeBootstrapMark(places: Where): Promise<void> {
  await removeStateFile(fileOf(places));
}

/**
 * The mark of an interrupted stage, if it still shows whose cluster runs: made since this boot and
 * at most `validMs` ago. After that the cluster may be in use, and it is not ours to stop. `stale`:
 * a mark exists but no longer means anything.
 */
export async function readBootstrapMark(
  places: Where,
  now: Date,
  validMs: number,
): Promise<{ readonly mark?: BootstrapMark; readonly stale: boolean }> {
  const text = await readOwnFile(fileOf(places));
  if (text === undefined) return { stale: false };
  const mark = parse(text);
  const ageMs = mark === undefined ? Number.NaN : now.getTime() - Date.parse(mark.time);
  const holds = mark?.version === 1 && mark.bootId === bootId() && Math.abs(ageMs) <= validMs;
  return holds ? { mark, stale: false } : { stale: true };
}

function parse(text: string): BootstrapMark | undefined {
  try {
    return JSON.parse(text) as BootstrapMark;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
