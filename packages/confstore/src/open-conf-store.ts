import { parseStoreUrl, type DocumentScheme, type StoreUrl } from '@hare/base';
import type { ConfStore, MapStore, OpenOptions } from './conf-store.js';
import { toConfValue } from './document/conf-value.js';
import { jsonText } from './document/text-of.js';
import { documentFormats } from './formats/registry.js';
import { checkDelimiter, defaultDelimiter } from './key/delimiter.js';
import { Document, type DocumentOptions } from './store/document.js';
import { filePlace, memoryPlace } from './store/document-place.js';
import { FlatDocument } from './store/flat-document.js';
import { FlatStore } from './store/flat-store.js';
import { TreeStore } from './store/tree-store.js';

/**
 * Opens a file by its ending, the store that a URL names, or a document in memory: `app.yaml`,
 * `toml:///etc/app.conf`, `dir:///etc/app.d`, `consul://127.0.0.1:8500/app`, `{ a: 1 }`. A document
 * is read, decoded and checked at once.
 * @example await (await openConfStore({ server: { port: 80 } })).get('server>port') // => 80
 * @throws HareError `CONFSTORE_URL`, `DELIMITER`; `CONFSTORE_FILE_MISSING` unless `create`; what is
 *   wrong with the document, with its place.
 */
export function openConfStore(
  source: string | object,
  options: OpenOptions & { readonly maps: true },
): Promise<MapStore>;
export function openConfStore(
  source: string | object,
  options?: OpenOptions & { readonly maps?: false },
): Promise<ConfStore>;
export async function openConfStore(
  source: string | object,
  options: OpenOptions = {},
): Promise<ConfStore | MapStore> {
  const delimiter = checkDelimiter(options.delimiter ?? defaultDelimiter);
  const { create = false, maps = false } = options;
  const isDocument = typeof source === 'object' && (source as object | null) !== null;
  const given = isDocument ? `dict:${jsonText(toConfValue(source))}` : (source as string);
  const url = parseStoreUrl(given);
  if (url.scheme === 'dir' || url.scheme === 'consul') {
    const { backends } = await import('./backends.js');
    const open = await backends[url.scheme]();
    return new FlatStore(await open(url, { ...options, delimiter, create }), delimiter, maps);
  }
  const scheme = url.scheme === 'dict' ? 'json' : url.scheme;
  return openDocument(url, scheme, { ...options, delimiter, create, maps });
}

async function openDocument(
  url: StoreUrl,
  scheme: DocumentScheme,
  options: DocumentOptions & { readonly maps: boolean },
): Promise<MapStore> {
  const format = await documentFormats[scheme](url);
  const place =
    url.scheme === 'dict' ? memoryPlace(url.path, url.text) : filePlace(url.path, url.text);
  const document = await Document.open(format, place, options);
  const { delimiter, maps } = options;
  return format.flat === undefined
    ? new TreeStore(url.text, delimiter, document, maps)
    : new FlatStore(new FlatDocument(url.text, document, format.flat, delimiter), delimiter, maps);
}
