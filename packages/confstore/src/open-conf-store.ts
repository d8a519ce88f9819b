import { parseStoreUrl, type DocumentScheme, type StoreUrl } from '@hare/base';
import type { ConfStore, OpenOptions } from './conf-store.js';
import { documentFormats } from './formats/registry.js';
import { checkDelimiter, defaultDelimiter } from './key/delimiter.js';
import { Document } from './store/document.js';
import { filePlace, memoryPlace } from './store/document-place.js';
import { FlatDocument } from './store/flat-document.js';
import { FlatStore } from './store/flat-store.js';
import { TreeStore } from './store/tree-store.js';

/**
 * Opens the store that a URL names: `json:///etc/app.json`, `yaml:rel/app.yaml`, `dict:{"a":1}`,
 * `dir:///etc/app.d`, `consul://127.0.0.1:8500/app`. A document is read, decoded and checked at
 * once.
 * @throws HareError `CONFSTORE_URL`, `DELIMITER`; `CONFSTORE_FILE_MISSING` unless `create`; what is
 *   wrong with the document, with its place.
 */
export async function openConfStore(url: string, options: OpenOptions = {}): Promise<ConfStore> {
  const delimiter = checkDelimiter(options.delimiter ?? defaultDelimiter);
  const parsed = parseStoreUrl(url);
  const create = options.create ?? false;
  if (parsed.scheme === 'dir' || parsed.scheme === 'consul') {
    const { backends } = await import('./backends.js');
    const open = await backends[parsed.scheme]();
    return new FlatStore(await open(parsed, { ...options, delimiter, create }), delimiter);
  }
  return openDocument(parsed, parsed.scheme === 'dict' ? 'json' : parsed.scheme, delimiter, create);
}

async function openDocument(
  url: StoreUrl,
  scheme: DocumentScheme,
  delimiter: string,
  create: boolean,
): Promise<ConfStore> {
  const format = await documentFormats[scheme]();
  const place =
    url.scheme === 'dict' ? memoryPlace(url.path, url.text) : filePlace(url.path, url.text);
  const document = await Document.open(format, place, create, delimiter);
  return format.flat === undefined
    ? new TreeStore(url.text, delimiter, document)
    : new FlatStore(new FlatDocument(url.text, document, format.flat, delimiter), delimiter);
}
