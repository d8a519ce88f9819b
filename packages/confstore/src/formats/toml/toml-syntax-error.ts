/** Why a document is no TOML 1.0, and at which offset. */
export class TomlSyntaxError extends Error {
  constructor(
    readonly what: string,
    readonly offset: number,
    readonly code: 'SYNTAX' | 'DUPLICATE_KEY' | 'TOO_DEEP' = 'SYNTAX',
  ) {
    super(what);
  }
}
