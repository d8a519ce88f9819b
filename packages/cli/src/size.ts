const unitBytes: Readonly<Record<string, number>> = {
  '': 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
};

/**
 * A size in bytes: `1048576`, `500K`, `100M`, `1G`, `1.5GiB`; undefined when it is none. Units are
 * powers of 1024.
 * @example parseSize('1.5GiB') // => 1_610_612_736
 */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim());
  if (match === null) return undefined;
  return Math.floor(Number(match[1]) * (unitBytes[(match[2] ?? '').toUpperCase()] ?? 1));
}
