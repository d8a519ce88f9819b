import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { choice, openObject, readData, type Schema, string } from '@hare/base/schema';
import { type Places, readStateFile, removeStateFile, writeStateFile } from '@hare/stage';

/** Whether this cluster's devices were formatted, and for which CDF: mkfs happens once. */
export interface MkfsRecord {
  readonly version: 1;
  readonly clusterId: string;
  readonly cdfDigest: string;
  /**
   * `started`: mkfs was begun and perhaps not ended; `formatted`: it has ended; `done`: the
   * services were started afterwards.
   */
  readonly state: 'started' | 'formatted' | 'done';
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly host: string;
}

const mkfsSchema: Schema<MkfsRecord> = openObject({
  version: choice(1),
  clusterId: string({ notEmpty: true }),
  cdfDigest: string({ notEmpty: true }),
  state: choice('started', 'formatted', 'done'),
  time: string(),
  host: string(),
});

/**
 * Whether the devices are formatted and may contain data: then nothing triggers a second mkfs
 * automatically.
 */
export function isFormatted(
  record: MkfsRecord | undefined,
): record is MkfsRecord & { readonly state: 'formatted' | 'done' } {
  return record?.state === 'formatted' || record?.state === 'done';
}

type Where = Pick<Places, 'stateDir'>;
type About = Pick<MkfsRecord, 'clusterId' | 'cdfDigest'>;

/** The path of the record. */
export function mkfsFile({ stateDir }: Where): string {
  return path.join(stateDir, 'mkfs.json');
}

/**
 * Made, empty, when `hctl bootstrap --mkfs` has returned 0, even if the stage that called it was
 * killed before: then `started` means `formatted`. Any record that is written afterwards replaces
 * what it says.
 */
export function mkfsEndedFile({ stateDir }: Where): string {
  return path.join(stateDir, 'mkfs.ended');
}

/**
 * The record; undefined when mkfs was never begun. A damaged file is an error, never "not
 * formatted": that would wipe data. @throws HareError `STATE_FILE_BROKEN`
 */
export async function readMkfsRecord(places: Where): Promise<MkfsRecord | undefined> {
  const file = mkfsFile(places);
  const record = await readStateFile(
    file,
    mkfsSchema,
    'the cluster may contain data; restore this file from a backup: hare_setup restore ' +
      '--target URL',
  );
  return record?.state === 'started' && existsSync(mkfsEndedFile(places))
    ? { ...record, state: 'formatted' }
    : record;
}

/**
 * The record as text, from another place than the file (the KV key `hare_setup/mkfs`). @throws when
 * it is not one
 */
export function parseMkfsRecord(text: string): MkfsRecord {
  const reading = readData(mkfsSchema, JSON.parse(text));
  if (reading.ok) return reading.value;
  throw new Error(reading.problems[0].what);
}

/** What a record's text says. */
export function saysFormatted(text: string): 'formatted' | 'begun' | 'damaged' {
  try {
    return isFormatted(parseMkfsRecord(text)) ? 'formatted' : 'begun';
  } catch {
    return 'damaged';
  }
}

/** Durable on the disk before mkfs begins. */
export async function writeMkfsStarted(
  places: Where,
  about: About,
  now: Date,
): Promise<MkfsRecord> {
  return writeMkfsRecord(places, {
    version: 1,
    ...about,
    state: 'started',
    time: now.toISOString(),
    host: hostname(),
  });
}

/** Once the services are started. */
export async function writeMkfsDone(places: Where, about: About, now: Date): Promise<MkfsRecord> {
  return writeMkfsRecord(places, {
    version: 1,
    ...about,
    state: 'done',
    time: now.toISOString(),
    host: hostname(),
  });
}

/** Writes a record unchanged: one that another node left in the KV. */
export async function writeMkfsRecord(places: Where, record: MkfsRecord): Promise<MkfsRecord> {
  // What a mkfs of before left must not speak for the one that begins now; what says that one has
  // ended goes only when the record says it.
  if (record.state === 'started') await removeStateFile(mkfsEndedFile(places));
  await writeStateFile(mkfsFile(places), `${JSON.stringify(record, undefined, 2)}\n`);
  await removeStateFile(mkfsEndedFile(places));
  if (record.state !== 'started') await removeStateFile(mkfsForgottenFile(places));
  return record;
}

/** Removes the record, when mkfs did not begin after all. */
export async function removeMkfsRecord(places: Where): Promise<void> {
  await removeStateFile(mkfsEndedFile(places));
  await removeStateFile(mkfsFile(places));
}

/**
 * Forgets on purpose that mkfs ever happened. Other traces of it (`mkfs.cdf.yaml`, `/var/motr`)
 * then do not refuse the next one.
 */
export async function forgetMkfs(places: Where): Promise<void> {
  await writeStateFile(mkfsForgottenFile(places), '');
  await removeMkfsRecord(places);
}

/** Where the description is kept that the devices were formatted for. */
export function formattedCdfFile({ stateDir }: Where): string {
  return path.join(stateDir, 'mkfs.cdf.yaml');
}

/**
 * Made by `reset --forget-mkfs`: a record that is missing without it was lost. A backup never
 * brings it.
 */
export function mkfsForgottenFile({ stateDir }: Where): string {
  return path.join(stateDir, 'mkfs.forgotten');
}
