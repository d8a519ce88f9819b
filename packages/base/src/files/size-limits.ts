import { HareError } from '../errors/error.js';

/**
 * The default limit for one answer and for one file: more than a cluster of ten thousand nodes
 * needs.
 */
export const defaultMaxBytes = { answer: 128 * 1024 ** 2, file: 256 * 1024 ** 2 } as const;

/** The default time limit for one request, or for one pipe read as a file. */
const defaultMs = 60_000;

const units: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The limit for one file or answer: `CONFSTORE_MAX_SIZE`, in bytes or as `512M`, `2G`.
 * @throws HareError `LIMIT_VALUE`
 */
export function maxInputBytes(
  kind: keyof typeof defaultMaxBytes,
  env: Environment = process.env,
): number {
  const text = env['CONFSTORE_MAX_SIZE'] ?? '';
  if (text === '') return defaultMaxBytes[kind];
  const [, number = '', unit = ''] = /^(\d{1,12})([KMG]?)(?:i?B)?$/i.exec(text.trim()) ?? [];
  const bytes = Number(number) * (units[unit.toUpperCase()] ?? 1);
  if (!(bytes > 0))
    throw wrong('CONFSTORE_MAX_SIZE', text, 'give bytes, or a number with K, M or G', '512M');
  return bytes;
}

/**
 * How long one request, or one pipe that is read as a file, may take in all, ms:
 * `CONFSTORE_TIMEOUT`, in seconds. @throws HareError `LIMIT_VALUE`
 */
export function maxInputMs(env: Environment = process.env): number {
  const text = env['CONFSTORE_TIMEOUT'] ?? '';
  if (text === '') return defaultMs;
  const [, number = ''] = /^(\d{1,6}(?:\.\d{1,3})?)s?$/.exec(text.trim()) ?? [];
  // A timer of Node takes no more.
  const ms = Math.min(Math.round(Number(number) * 1000), 2 ** 31 - 1);
  if (!(ms > 0)) throw wrong('CONFSTORE_TIMEOUT', text, 'give seconds', '300');
  return ms;
}

function wrong(name: string, text: string, remedy: string, example: string): HareError {
  const hint = `${remedy}: ${name}=${example}`;
  return new HareError('LIMIT_VALUE', `${name} cannot be ${JSON.stringify(text)}`, {
    hint,
    exitCode: 2,
  });
}

/** `256 MiB`, for messages. */
export function sizeText(bytes: number): string {
  return bytes < 1024 ** 2 ? `${bytes} bytes` : `${Math.round(bytes / 1024 ** 2)} MiB`;
}
