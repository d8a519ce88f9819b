import { findProgram, HareError } from '@hare/base';
import type { RunCommand } from '@hare/command';

/** Opens a page in the browser of whoever sits here. @throws HareError `BROWSER_NOT_OPENED` */
export async function openPage(
  file: string,
  run: RunCommand,
  searchPath: string | undefined,
): Promise<void> {
  const opener = findProgram('xdg-open', searchPath).file;
  const isOpen =
    opener !== undefined && (await run([opener, file], { timeoutMs: 30_000 })).exitCode === 0;
  if (isOpen) return;
  throw new HareError(
    'BROWSER_NOT_OPENED',
    opener === undefined
      ? 'xdg-open is not on PATH, so no browser was opened'
      : 'xdg-open opened no browser',
    { where: { file }, hint: 'copy the page to a machine with a browser and open it there' },
  );
}
