/** The parts of a ConfStore URL. */
export interface StoreUrl {
  /** As it was given, with its password masked. */
  readonly text: string;
  readonly scheme: Scheme;
  /** What stands between `//` and the path: a host and port, only for consul; else empty. */
  readonly authority: string;
  /** The file or folder as given (may be relative), the prefix of consul, or the document of `dict:`. */
  readonly path: string;
}

export type Scheme = 'json' | 'yaml' | 'toml' | 'ini' | 'properties' | 'dir' | 'dict' | 'consul';
