import { HareError } from '@hare/base';
import { watchFile } from './watch-file.js';
import { Document } from './document.js';

/**
 * Calls `onChange` with the document as it is on disk after each change of its file, until the
 * signal aborts. A file that is gone, or that does not parse because somebody is writing it, is
 * passed over: its next change counts.
 */
export async function watchDocument(
  document: Document,
  onChange: (present: Document) => Promise<void> | void,
  signal: AbortSignal,
): Promise<void> {
  if (document.place.file === undefined) {
    throw new HareError(
      'CONFSTORE_NO_WATCH',
      'a document in memory is not changed by others, so it cannot be watched',
      { where: { url: document.place.source.url }, hint: 'watch a file' },
    );
  }
  await watchFile(
    document.place.file,
    async () => {
      const present = await document.reopen().catch((error: unknown) => {
        if (error instanceof HareError) return undefined;
        throw error;
      });
      if (present !== undefined) await onChange(present);
    },
    signal,
  );
}
