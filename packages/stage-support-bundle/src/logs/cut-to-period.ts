import type { Period } from '../period.js';
import { lineTime } from './line-time.js';

/** The lines of a block that belong to a period. */
export interface CutBlock {
  readonly text: string;
  /** When its first line that says so was written, ms; the lines before the block are older. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
  /** Lines before the period were found: nothing of the file before this block belongs to it. */
  readonly isStart: boolean;
}

/**
 * Cuts a block of a log to a period. Lines without a time belong to the line before them. Logs are
 * taken to be in order of time, so that only the first and the last time of a block have to be
 * looked at while all of it belongs to the period.
 */
export function cutToPeriod(text: string, { startMs, endMs }: Period, writtenMs: number): CutBlock {
  const firstMs = firstTime(text, writtenMs);
  const lastMs = lastTime(text, writtenMs);
  if (firstMs === undefined || lastMs === undefined)
    return { text, firstMs, lastMs, isStart: false };
  if (firstMs >= startMs && lastMs <= endMs) return { text, firstMs, lastMs, isStart: false };
  const kept: string[] = [];
  let isInside = firstMs >= startMs && firstMs <= endMs;
  let isStart = false;
  for (const line of linesOf(text)) {
    const time = lineTime(line, writtenMs);
    if (time !== undefined) {
      isInside = time >= startMs && time <= endMs;
      if (time < startMs) {
        isStart = true;
        kept.length = 0;
      }
    }
    if (isInside) kept.push(line);
  }
  return { text: kept.join(''), firstMs, lastMs, isStart };
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function firstTime(text: string, writtenMs: number): number | undefined {
  for (let start = 0; start < text.length;) {
    const time = lineTime(text.slice(start, start + 64), writtenMs);
    if (time !== undefined) return time;
    const end = text.indexOf('\n', start);
    if (end === -1) return undefined;
    start = end + 1;
  }
  return undefined;
}

function lastTime(text: string, writtenMs: number): number | undefined {
  for (let end = text.endsWith('\n') ? text.length - 1 : text.length; end > 0;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const time = lineTime(text.slice(start, Math.min(end, start + 64)), writtenMs);
    if (time !== undefined) return time;
    end = start - 1;
  }
  return undefined;
}
