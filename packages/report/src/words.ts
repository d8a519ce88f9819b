/** A time as people read it: `2026-11-30 08:15:02 UTC`. */
export function timeText(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}
