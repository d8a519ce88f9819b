import { createHash } from 'node:crypto';

/** A piece of the text of a file, by its path below the folder. */
export type FilePiece = readonly [name: string, text: string];

/**
 * The files of a configuration. As they are long for a large cluster, nothing keeps their texts:
 * they are made again, piece by piece, whenever they are needed.
 */
export class ConfigFiles {
  #digests: ReadonlyMap<string, string> | undefined;

  /** `pieces`: those of one file in order; those of several may take turns. */
  constructor(
    readonly names: readonly string[],
    private readonly pieces: () => Iterable<FilePiece>,
  ) {}

  static of(texts: ReadonlyMap<string, string>): ConfigFiles {
    return new ConfigFiles([...texts.keys()], () => texts);
  }

  /** All pieces as they are written. */
  *bytes(): Generator<readonly [name: string, bytes: Buffer]> {
    // Once is enough.
    const hashed = this.#digests === undefined ? this.names : [];
    const hashes = new Map(hashed.map((name) => [name, createHash('sha256')]));
    for (const [name, text] of this.pieces()) {
      const bytes = Buffer.from(text);
      hashes.get(name)?.update(bytes);
      yield [name, bytes];
    }
    this.#digests ??= new Map([...hashes].map(([name, hash]) => [name, hash.digest('hex')]));
  }

  /** Their sha256, hexadecimal; known without further work once the bytes were made. */
  get digests(): ReadonlyMap<string, string> {
    if (this.#digests === undefined) for (const _ of this.bytes());
    return this.#digests ?? new Map<string, string>();
  }

  /** Their texts, whole. */
  texts(names = this.names): Map<string, string> {
    const found = new Map(names.map((name) => [name, '']));
    for (const [name, text] of this.pieces()) {
      const before = found.get(name);
      if (before !== undefined) found.set(name, before + text);
    }
    return found;
  }
}
