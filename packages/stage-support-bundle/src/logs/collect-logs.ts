import type { BundleMember } from '../archive/bundle-archive.js';
import { leaveOut, type Bundle } from '../bundle.js';
import { isBinary, maskBinary } from '../mask-content.js';
import type { Period } from '../period.js';
import { cutToPeriod } from './cut-to-period.js';
import type { LogSource } from './log-source.js';

/** A log on its way into the bundle, from its end on. */
interface Reading {
  readonly source: LogSource;
  /**
   * When the newest line not yet in the bundle was written, ms; as near as its times show.
   */
  nextMs: number;
  member: BundleMember | undefined;
  fromMs: number | undefined;
  toMs: number | undefined;
  cut: string | undefined;
}

const noRoom = 'older lines: the archive would be too large';

/**
 * Puts logs into the bundle, the newest lines of all logs first, until no more fit. If a log does
 * not fit, its end is taken. Keeps one block of 1 MiB in memory, however large the logs are.
 */
export async function collectLogs(
  bundle: Bundle,
  sources: readonly LogSource[],
  period: Period,
  signal: AbortSignal,
): Promise<void> {
  const open: Reading[] = [];
  for (const source of sources) {
    if (source.writtenMs < period.startMs)
      leaveOut(bundle, source.entry.path, 'last written before the requested time');
    else
      open.push({
        source,
        nextMs: source.writtenMs,
        member: undefined,
        fromMs: undefined,
        toMs: undefined,
        cut: undefined,
      });
  }
  const all = [...open];
  let isFull = false;
  while (open.length > 0 && !isFull) {
    signal.throwIfAborted();
    const reading = open.reduce((newest, each) => (each.nextMs > newest.nextMs ? each : newest));
    const outcome = await takeBlock(bundle, reading, period).catch((error: unknown): Outcome => {
      reading.cut = `earlier lines: ${error instanceof Error ? error.message : String(error)}`;
      return 'ended';
    });
    if (outcome === 'full') isFull = true;
    if (outcome !== 'taken') {
      open.splice(open.indexOf(reading), 1);
      await reading.source.close();
    }
  }
  for (const reading of open) {
    reading.cut = noRoom;
    await reading.source.close();
  }
  for (const reading of all) list(bundle, reading);
}

type Outcome = 'taken' | 'ended' | 'full';

async function takeBlock(bundle: Bundle, reading: Reading, period: Period): Promise<Outcome> {
  const { source } = reading;
  const block = await source.next();
  if (block === undefined) return 'ended';
  if (isBinary(block))
    return (await add(bundle, reading, maskBinary(bundle.masker, block))) ? 'taken' : full(reading);
  const { text, firstMs, lastMs, isStart } = cutToPeriod(
    block.toString('utf8'),
    period,
    source.writtenMs,
  );
  if (firstMs !== undefined) reading.nextMs = Math.min(reading.nextMs, firstMs);
  // Lines that do not say when they were written count as written with the file.
  const isLater =
    firstMs === undefined && reading.fromMs === undefined && source.writtenMs > period.endMs;
  if (isLater || text === '') return isStart ? 'ended' : 'taken';
  const masked = Buffer.from(bundle.masker.text(text));
  if (!(await add(bundle, reading, masked))) {
    await addEnd(bundle, reading, masked);
    return full(reading);
  }
  reading.fromMs = firstMs === undefined ? reading.fromMs : Math.max(firstMs, period.startMs);
  reading.toMs ??= lastMs === undefined ? undefined : Math.min(lastMs, period.endMs);
  return isStart ? 'ended' : 'taken';
}

function full(reading: Reading): Outcome {
  reading.cut = noRoom;
  return 'full';
}

async function add({ archive }: Bundle, reading: Reading, content: Buffer): Promise<boolean> {
  reading.member ??= archive.begin(reading.source.name, new Date(reading.source.writtenMs));
  return reading.member !== undefined && archive.add(reading.member, content, 'start');
}

/** The last lines of a block that does not fit. */
async function addEnd(bundle: Bundle, reading: Reading, content: Buffer): Promise<void> {
  for (let length = content.length >> 1; length > 1024; length >>= 1) {
    const from = content.indexOf(0x0a, content.length - length) + 1;
    if (from > 0 && from < content.length && (await add(bundle, reading, content.subarray(from))))
      return;
  }
}

function list(bundle: Bundle, { source, member, fromMs, toMs, cut }: Reading): void {
  const file = source.entry.path;
  if (member === undefined || member.pieces.length === 0) {
    if (member !== undefined) bundle.archive.drop(member);
    return leaveOut(bundle, file, cut ?? 'no lines from the requested time');
  }
  const iso = (ms: number | undefined): string | undefined =>
    ms === undefined ? undefined : new Date(ms).toISOString();
  bundle.entries.push({
    name: member.name,
    source: bundle.masker.text(file),
    from: iso(fromMs),
    to: iso(toMs),
    cut: cut === undefined ? undefined : bundle.masker.text(cut),
  });
}
