import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  choice,
  type Infer,
  list,
  openObject,
  optional,
  readData,
  record,
  string,
} from '@hare/base/schema';
import { isHareError, readRegularFile } from '@hare/base';
import { receiptFile } from '@hare/cluster';
import { assertTrusted, type Places, writeStateFile } from '@hare/stage';

const receiptSchema = openObject({
  version: choice(1),
  /** What config was made from, and what it made: digests by name. */
  inputs: record(string()),
  outputs: record(string()),
  /** What this machine was asked about itself. */
  asked: list(
    openObject({ hostname: string(), dataIface: optional(string()), devices: list(string()) }),
  ),
  /** The paths of this node's devices, which are looked at every time. */
  devices: list(string()),
  /** What each step said, by its id; secrets masked. */
  verdicts: record(
    openObject({
      note: optional(string()),
      deferred: optional(string()),
      warnings: optional(list(string())),
    }),
  ),
});

/**
 * What a run of config found right, with the digests of everything this depends on. While these are
 * the same it remains right, whoever wrote the file and whenever; still it is trusted only if no
 * other user can have written it.
 */
export type Receipt = Omit<Infer<typeof receiptSchema>, 'version'>;

const maxBytes = 4 * 1024 * 1024;

function placeOf({ stateDir }: Pick<Places, 'stateDir'>): string {
  return path.join(stateDir, receiptFile);
}

/** Undefined also for one that is damaged, or that another user can have written. */
export async function readReceipt(places: Pick<Places, 'stateDir'>): Promise<Receipt | undefined> {
  const file = placeOf(places);
  try {
    assertTrusted(file, undefined, 'receipt');
    const text = (await readRegularFile(file, { maxBytes, follow: false })).toString('utf8');
    const [sum, body] = splitLine(text);
    if (sum !== sumOf(body)) return undefined;
    const reading = readData(receiptSchema, JSON.parse(body));
    return reading.ok ? reading.value : undefined;
  } catch (error) {
    if (isHareError(error) || error instanceof SyntaxError || isSystemError(error))
      return undefined;
    throw error;
  }
}

/** Only its owner may read it: a token of Consul is part of one digest. */
export async function writeReceipt(
  places: Pick<Places, 'stateDir'>,
  receipt: Receipt,
): Promise<void> {
  const body = `${JSON.stringify({ version: 1, ...receipt }, undefined, 2)}\n`;
  const text = `${sumOf(body)}\n${body}`;
  await writeStateFile(placeOf(places), text, { mode: 0o600, aside: true });
}

function splitLine(text: string): readonly [first: string, rest: string] {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
