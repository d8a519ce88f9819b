import type { RunCommand } from '@hare/hctl';
import { HareError } from '@hare/confstore/error';

/**
 * The types of every signature on a device or file, as wipefs(8) finds them: file systems, LVM, md, swap, partition tables. Reads only.
 * @throws HareError `DEVICE_UNREADABLE`; `COMMAND_NOT_FOUND` without wipefs
 */
export async function readSignatures(run: RunCommand, file: string, searchPath: string | undefined): Promise<readonly string[]> {
  // Not every root has /usr/sbin on PATH; and -p is what wipefs of every release has.
  const result = await run(['wipefs', '-p', '--', file], { timeoutMs: 60_000, env: { PATH: [searchPath, '/usr/sbin', '/sbin'].filter((part) => part !== undefined).join(':') } });
  if (result.exitCode !== 0 || result.timedOut) {
    throw new HareError('DEVICE_UNREADABLE', `what is on ${file} cannot be read: ${result.timedOut ? 'no answer within 60 s' : result.stderr.trim()}`, {
      where: { command: result.command, exitCode: result.exitCode },
      hint: 'run as root; if the device is broken, replace it',
    });
  }
  return parseWipefs(result.stdout);
}

/** Types in what `wipefs -p` prints, `offset,uuid,label,type` a line; nothing for an empty device. */
export function parseWipefs(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...new Set(lines.map((line) => line.slice(line.lastIndexOf(',') + 1)))];
}
