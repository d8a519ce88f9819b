const iso =
  /^\[?(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?/;
const syslog =
  /^(?:<\d+>)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(\d{1,2}) (\d\d):(\d\d):(\d\d)/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * When a log line says it was written, ms since 1970: `2026-01-05T08:00:00.123Z`, `2026-01-05
 * 08:00:00,123`, `Jan 5 08:00:00`; undefined when it does not say. Without zone it is this
 * machine's; without year it is the last such day before `writtenMs`, when the file was written.
 */
export function lineTime(line: string, writtenMs: number): number | undefined {
  const full = iso.exec(line);
  if (full !== null) {
    const [, year, month, day, hour, minute, second, fraction = '0', zone] = full;
    const text = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${fraction.slice(0, 3).padEnd(3, '0')}`;
    const ms = Date.parse(
      `${text}${zone === undefined ? '' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`,
    );
    return Number.isNaN(ms) ? undefined : ms;
  }
  const short = syslog.exec(line);
  if (short === null) return undefined;
  const [, month = '', day, hour, minute, second] = short;
  const inYear = (year: number): number =>
    new Date(
      year,
      months.indexOf(month),
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
    ).getTime();
  const year = new Date(writtenMs).getFullYear();
  return inYear(year) > writtenMs + 86_400_000 ? inYear(year - 1) : inYear(year);
}
