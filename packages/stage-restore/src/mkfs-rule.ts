import { readFile } from 'node:fs/promises';
import { isFormatted, mkfsFile, parseMkfsRecord, type Places } from '@hare/stage';
import { lstatIfThere } from '@hare/stage/owned';

/**
 * Whether the machine's record of mkfs is kept instead of the backup's: it says that the devices are formatted, and the backup does not.
 * Without it the next init would format devices that hold data. A damaged record is kept too.
 */
export async function keepsMkfsRecord(places: Pick<Places, 'stateDir'>, saved: Buffer | undefined): Promise<boolean> {
  const file = mkfsFile(places);
  if ((await lstatIfThere(file)) === undefined) return false;
  return !(await saysDone(saved?.toString('utf8'))) && (await saysDone(await readFile(file, 'utf8'), true));
}

/** Whether a record's text says that mkfs is done; `damaged`: what a text says that is no record. */
export async function saysDone(text: string | undefined, damaged = false): Promise<boolean> {
  if (text === undefined) return false;
  try {
    return isFormatted(await parseMkfsRecord(text));
  } catch {
    return damaged;
  }
}
