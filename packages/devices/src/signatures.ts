import type { RunCommand } from '@hare/command';

export type Signatures =
  | { readonly kind: 'read'; readonly signatures: readonly string[] }
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * The types of every signature on a device or file, as wipefs(8) finds them: file systems, LVM, md,
 * swap, partition tables. Reads only.
 * @throws HareError `COMMAND_NOT_FOUND` without wipefs
 */
export async function readSignatures(
  run: RunCommand,
  file: string,
  searchPath: string | undefined,
): Promise<Signatures> {
  // Not every root has /usr/sbin on PATH; and -p is what wipefs of every release has.
  const PATH = [searchPath, '/usr/sbin', '/sbin'].filter((part) => part !== undefined).join(':');
  const result = await run(['wipefs', '-p', '--', file], { timeoutMs: 60_000, env: { PATH } });
  if (result.timedOut) return { kind: 'unreadable', why: 'wipefs did not answer within 60 s' };
  if (result.exitCode === 0) return { kind: 'read', signatures: parseWipefs(result.stdout) };
  const said = result.stderr.trim();
  return {
    kind: 'unreadable',
    why: `wipefs failed: ${said === '' ? `exit ${String(result.exitCode)}` : said}`,
  };
}

/**
 * Types in what `wipefs -p` prints, `offset,uuid,label,type` a line; nothing for an empty device.
 */
export function parseWipefs(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(lines.map((line) => line.slice(line.lastIndexOf(',') + 1)))];
}
