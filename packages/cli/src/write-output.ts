import type { CommandIo } from './define-command.js';

/**
 * Prints a result, or writes it to a file: completely or not at all, and not if it is unchanged.
 */
export async function writeOutput(
  content: string | Uint8Array,
  file: string | boolean | undefined,
  io: CommandIo,
): Promise<void> {
  if (typeof file !== 'string') return io.data(String(content));
  const [{ readFile }, { writeFileAtomic }] = await Promise.all([
    import('node:fs/promises'),
    import('@hare/base'),
  ]);
  const old = await readFile(file).catch(() => undefined);
  if (old?.equals(Buffer.from(content)) === true) return io.warn(`${file}: unchanged\n`);
  await writeFileAtomic(file, content);
  io.warn(`${file}: written\n`);
}

/** JSON as commands print it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
