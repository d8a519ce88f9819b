import type { Finding } from '../finding.js';

/** One look at another clock. HTTP gives whole seconds, truncated. Milliseconds since 1970. */
export interface ClockReading {
  readonly sentMs: number;
  readonly receivedMs: number;
  readonly dateMs: number;
}

/** Consul's sessions and Hare's notion of who is alive are off by as much as clocks are. */
export const mostSkewMs = 5000;

/** By how much the other clock certainly is ahead (or, negative, behind): 0 when they may agree. */
export function skewMs({ sentMs, receivedMs, dateMs }: ClockReading): number {
  const [least, most] = [dateMs - receivedMs, dateMs + 999 - sentMs];
  return least > 0 ? least : most < 0 ? most : 0;
}

/** Whether another clock agrees with this machine's; a text says why it could not be read. */
export function judgeClock(subject: string, reading: ClockReading | string): Finding {
  if (typeof reading === 'string')
    return { check: 'clock', subject, outcome: 'skipped', text: reading };
  const skew = skewMs(reading);
  if (Math.abs(skew) <= mostSkewMs)
    return {
      check: 'clock',
      subject,
      outcome: 'ok',
      text: skew === 0 ? "agrees with this machine's clock" : `${seconds(skew)}, which is harmless`,
    };
  return {
    check: 'clock',
    subject,
    outcome: 'problem',
    code: 'CLOCK_SKEW',
    text: `its clock is ${seconds(skew)} of this machine's clock`,
    hint: 'synchronize both with the same time servers: timedatectl set-ntp true; chronyc tracking',
  };
}

function seconds(ms: number): string {
  return `${(Math.abs(ms) / 1000).toFixed(1)} s ${ms > 0 ? 'ahead' : 'behind'}`;
}
