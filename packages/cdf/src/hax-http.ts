import { formatKey, type MapStore } from '@hare/confstore';

/** How hax speaks HTTP, on every node of the cluster. */
export interface HaxHttp {
  readonly protocol: 'http' | 'https';
  /** The file of the certificate, which also contains the key; empty if none is named. */
  readonly certificate: string;
}

/**
 * The protocol of the first http(s) endpoint of hax, and the certificate of the cluster; undefined
 * where no such endpoint is named, and hax speaks http.
 */
export async function readHaxHttp(
  store: Pick<MapStore, 'delimiter' | 'get'>,
): Promise<HaxHttp | undefined> {
  const at = (...names: readonly string[]): string => formatKey(names, store.delimiter);
  const endpoints = await store.get(at('cortx', 'hare', 'hax', 'endpoints'));
  const texts: readonly unknown[] =
    typeof endpoints === 'string'
      ? endpoints.split(',')
      : Array.isArray(endpoints)
        ? endpoints
        : [];
  const protocol = texts.flatMap((text) =>
    typeof text === 'string' ? (/^\s*(https?):\/\//i.exec(text)?.[1]?.toLowerCase() ?? []) : [],
  )[0];
  if (protocol !== 'http' && protocol !== 'https') return undefined;
  const certificate = await store.get(at('cortx', 'common', 'security', 'ssl_certificate'));
  return { protocol, certificate: typeof certificate === 'string' ? certificate.trim() : '' };
}
