import type { DocumentFormat } from '../../src/formats/document-format.js';
import { Document } from '../../src/store/document.js';
import { memoryPlace } from '../../src/store/document-place.js';
import { FlatDocument } from '../../src/store/flat-document.js';
import { FlatStore } from '../../src/store/flat-store.js';
import { TreeStore } from '../../src/store/tree-store.js';
import type { OpenedStore } from './law-row.js';

/** A store over a text in memory: what a file store is, without the file. */
export async function openText(format: DocumentFormat, text: string): Promise<OpenedStore> {
  const url = `${format.name}:memory`;
  const document = await Document.open(format, memoryPlace(text, url), {
    create: true,
    delimiter: '>',
  });
  const store =
    format.flat === undefined
      ? new TreeStore(url, '>', document, true)
      : new FlatStore(new FlatDocument(url, document, format.flat, '>'), '>', true);
  return {
    store,
    bytes: () => Promise.resolve(document.text),
    reopen: async () => (await openText(format, document.text)).store,
  };
}
