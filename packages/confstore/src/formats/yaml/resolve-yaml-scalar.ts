const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/** A plain scalar in the core schema of 1.2: `no`, `on`, dates are texts, `010` is ten. */
export function resolvePlain(text: string): string | number | bigint | boolean | null {
  const word = text.length < 6 ? words.get(text) : undefined;
  if (word !== undefined) return word;
  return /^[-+.0-9]/.test(text) ? (resolveNumber(text) ?? text) : text;
}

/** The number that a plain scalar means; undefined when it is none. */
export function resolveNumber(text: string): number | bigint | undefined {
  if (/^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) return integer(text);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : undefined;
}

function integer(text: string): number | bigint {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.replace('+', ''));
}
