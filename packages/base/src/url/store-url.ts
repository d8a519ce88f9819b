import nodePath from 'node:path';
import { HareError } from '../errors/error.js';
import { maskUrl } from '../secrets/mask-text.js';
import { nearestHint } from '../text/nearest-name.js';

/** The parts of a ConfStore URL. */
export interface StoreUrl {
  /** As it was given, with its password masked; `dict:` without its document. */
  readonly text: string;
  readonly scheme: Scheme;
  /** The part between `//` and the path: a host and port, only for consul; else empty. */
  readonly authority: string;
  /** The file or folder as given, the prefix of consul, or the document of `dict:`. */
  readonly path: string;
  /** Of an ini file: which kind, where the URL says so: `ini:/etc/x.conf?flavour=systemd`. */
  readonly flavour?: string;
  /** How Consul is spoken to, where the URL says so: `consul+https://…`, `consul+http://…`. */
  readonly https?: boolean;
  /** The socket of `consul+unix:///run/consul.sock` (a prefix follows a colon: `…sock:/prefix`). */
  readonly socket?: string;
}

/** Formats of documents, each with the endings of its files; the ending is also its scheme. */
const documentEndings = {
  json: ['json'],
  jsonc: ['jsonc'],
  yaml: ['yaml', 'yml'],
  toml: ['toml'],
  ini: ['ini'],
  properties: ['properties'],
  env: ['env'],
} as const;

export type DocumentScheme = keyof typeof documentEndings;
export type Scheme = DocumentScheme | 'dir' | 'dict' | 'consul';

const schemeOf: Readonly<Record<string, DocumentScheme>> = Object.fromEntries(
  Object.entries(documentEndings).flatMap(([scheme, endings]) =>
    endings.map((ending) => [ending, scheme as DocumentScheme]),
  ),
);

const schemes: Readonly<Record<string, Scheme>> = {
  ...schemeOf,
  dir: 'dir',
  dict: 'dict',
  jsonmessage: 'dict',
  consul: 'consul',
  'consul+http': 'consul',
  'consul+https': 'consul',
  'consul+unix': 'consul',
};

/** The scheme of a plain path by its ending; undefined if it has no known ending. */
function schemeOfEnding(file: string): Scheme | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(schemeOf, ending) ? schemeOf[ending] : undefined;
}

/**
 * What a person may write for a file as a URL that means the same from every folder:
 * `cluster.json`, `json:cluster.json` → `json:///here/cluster.json`. Everything else stays.
 */
export function storeUrlOf(given: string): string {
  const file = plainPath(given);
  if (file === undefined) return absoluteUrl(given);
  const scheme = schemeOfEnding(file);
  return scheme === undefined ? given : `${scheme}://${nodePath.resolve(file)}`;
}

function absoluteUrl(url: string): string {
  const { name, rest, scheme } = splitScheme(url);
  const isRelativeFile =
    scheme !== undefined &&
    scheme !== 'dict' &&
    scheme !== 'consul' &&
    rest !== '' &&
    !rest.startsWith('/');
  return isRelativeFile ? `${name}://${nodePath.resolve(rest)}` : url;
}

/** How a URL with a wrong scheme, or without one, may be written. */
function schemeHint(name: string, url: string): string {
  const all = `use one of ${Object.keys(schemes).join(', ')}`;
  if (name !== '') {
    const nearest = nearestHint(name, Object.keys(schemes), '');
    return nearest === '' ? all : `${nearest} Otherwise ${all}`;
  }
  return `name its format, for example: ${maskUrl(`json://${nodePath.resolve(url)}`)}`;
}

/** What has no scheme is a path. */
function plainPath(given: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:/i.test(given) ? undefined : given;
}

/**
 * Takes a URL apart. A plain path means the URL with the scheme of its ending. The path is used as
 * written: `%`, `?` and `#` have no meaning in it, except `?flavour=` at the end of an ini file's.
 * @throws HareError `CONFSTORE_URL` for an unknown scheme, a host where only a path can be
 *   (`json://rel/x`), an empty path.
 */
export function parseStoreUrl(url: string): StoreUrl {
  if (typeof (url as unknown) !== 'string')
    throw new HareError('CONFSTORE_URL', `the URL is a ${typeof url}, not a text`, {
      hint: 'write a file as json:///etc/app.json',
    });
  const plain = plainPath(url);
  const ending = plain === undefined ? undefined : schemeOfEnding(plain);
  if (plain !== undefined && ending !== undefined) return parseStoreUrl(`${ending}:${plain}`);
  const { name, rest, scheme } = splitScheme(url);
  if (scheme === undefined) {
    const what =
      name === ''
        ? `${JSON.stringify(maskUrl(url))} is not a ConfStore URL: it has no scheme`
        : `unknown scheme ${name} in ${JSON.stringify(maskUrl(url))}`;
    throw new HareError('CONFSTORE_URL', what, {
      hint: schemeHint(name, url),
    });
  }
  if (scheme === 'dict')
    return {
      text: `${name.toLowerCase()}:`,
      scheme,
      authority: '',
      path: rest.replace(/^\/\/(?=\s*[{[])/, ''),
    };
  const [, authority = '', path = ''] = rest.startsWith('//')
    ? (/^\/\/([^/]*)(.*)$/s.exec(rest) ?? [])
    : ['', '', rest];
  if (scheme === 'consul') return consulUrl(maskUrl(url), name.toLowerCase(), authority, path);
  if (authority !== '') {
    throw new HareError(
      'CONFSTORE_URL',
      `${JSON.stringify(url)} contains a host (${authority}), but ${scheme} opens files on ` +
        'this machine',
      {
        hint:
          `write ${name}:${authority}${path} for a relative path, or ` +
          `${name}:///${authority}${path} for an absolute path`,
      },
    );
  }
  if (path === '')
    throw new HareError('CONFSTORE_URL', `${JSON.stringify(url)} contains no file`, {
      hint: `write the path after the scheme: ${name}:///etc/app.${scheme}`,
    });
  if (path.includes('\0'))
    throw new HareError('CONFSTORE_URL', `${JSON.stringify(url)} has a NUL character in its path`, {
      hint: 'remove it; file names cannot contain NUL',
    });
  const [, file = path, flavour] =
    scheme === 'ini' ? (/^(.+)\?flavour=([a-z]+)$/s.exec(path) ?? []) : [];
  const plainUrl = { text: url, scheme, authority, path: file };
  return flavour === undefined ? plainUrl : { ...plainUrl, flavour };
}

/** The scheme is undefined where its name is not known. */
function splitScheme(url: string): {
  readonly name: string;
  readonly rest: string;
  readonly scheme: Scheme | undefined;
} {
  const [, name = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? [];
  const known = name.toLowerCase();
  return { name, rest, scheme: Object.hasOwn(schemes, known) ? schemes[known] : undefined };
}

function consulUrl(text: string, name: string, authority: string, path: string): StoreUrl {
  if (name === 'consul+https' || name === 'consul+http')
    return { text, scheme: 'consul', authority, path, https: name === 'consul+https' };
  if (name !== 'consul+unix') return { text, scheme: 'consul', authority, path };
  const [, socket = '', prefix = ''] = /^(.*?)(?::(\/.*)?)?$/s.exec(path) ?? [];
  if (authority !== '' || !socket.startsWith('/')) {
    throw new HareError(
      'CONFSTORE_URL',
      `${JSON.stringify(text)} has no absolute path of a socket`,
      { hint: 'write consul+unix:///run/consul.sock' },
    );
  }
  return { text, scheme: 'consul', authority, path: prefix, socket };
}

/**
 * Whether a URL names a Consul: the only thing about a URL's scheme needed without opening it.
 * False for what is not a URL of a store.
 */
export function isConsulUrl(url: string | undefined): boolean {
  if (url === undefined) return false;
  const { name } = splitScheme(url);
  return Object.hasOwn(schemes, name.toLowerCase()) && schemes[name.toLowerCase()] === 'consul';
}
