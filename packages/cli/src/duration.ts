import { usageError } from './usage-error.js';

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const simple = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/;
const iso =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * A time span in ms: `90` (seconds), `90s`, `5m`, `1.5h`, `2d`, `500ms`, or ISO 8601 (`P5D`,
 * `PT1H30M`); undefined when it is none.
 * @example
 * parseDuration('1.5h') // => 5_400_000
 * parseDuration('PT1H30M') // => 5_400_000
 * parseDuration('soon') // => undefined
 */
export function parseDuration(text: string): number | undefined {
  const short = simple.exec(text.trim());
  if (short !== null) return Math.round(Number(short[1]) * (unitMs[short[2] ?? 's'] ?? 1000));
  const long = iso.exec(text.trim().toUpperCase());
  if (long === null) return undefined;
  const units = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];
  return Math.round(
    units.reduce((sum, unit, index) => sum + unit * Number(long[index + 1] ?? 0), 0),
  );
}

/** The value of an option as a time span in ms. @throws HareError `USAGE` when it is none */
export function durationOption(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined)
    throw usageError(
      `${flag} cannot be ${JSON.stringify(text)}`,
      `write a time such as ${flag} 90, 90s, 5m or PT1H30M`,
    );
  return ms;
}

/** A time span as a person reads it: `0.2 s`, `14.2 s`, `3 min 20 s`. */
export function formatDuration(ms: number): string {
  if (ms < 99_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${rest} s`;
}
