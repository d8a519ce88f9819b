import { type ErrorCode, HareError, utf8Pieces, type Where } from '@hare/base';
import type { ConfValue, OpenOptions } from '../conf-store.js';
import { Draft } from '../document/draft.js';
import { getIn } from '../document/leaves.js';
import { editDocument, type EditedText } from '../edit/edit-document.js';
import type { DocumentFormat, Glance, ParsedDocument } from '../formats/document-format.js';
import { placeOf } from '../formats/source.js';
import type { Path } from '../key/path.js';
import { decodeDocument } from './check-document.js';
import type { DocumentPlace } from './document-place.js';
import { missingHint } from './missing-hint.js';

export type DocumentOptions = Required<Pick<OpenOptions, 'delimiter' | 'create'>> &
  Pick<OpenOptions, 'aliases' | 'onNotice'>;

/** A text document in memory, changed as a draft; parsed only as far as needed. */
export class Document {
  /** As it was read or last saved. */
  text = '';
  /** How its file stores a text: a byte order mark, another encoding. */
  #encode: (text: string) => string | Buffer = (text) => text;
  /** Whether there was a file when it was read, or saved. */
  #exists = false;
  #glance: Glance | undefined;
  #parsed: ParsedDocument | undefined;
  #draft: Draft | undefined;
  #holdsLock = false;

  private constructor(
    readonly format: DocumentFormat,
    readonly place: DocumentPlace,
    private readonly options: DocumentOptions,
  ) {}

  /** @throws HareError for no such file (unless `create`), or wrong content. */
  static async open(
    format: DocumentFormat,
    place: DocumentPlace,
    options: DocumentOptions,
  ): Promise<Document> {
    const document = new Document(format, place, options);
    await document.load();
    return document;
  }

  /** Reads the document again; unsaved changes are lost. */
  async load(): Promise<void> {
    const bytes = await this.place.read();
    if (bytes === undefined && !this.options.create) {
      const hint = await missingHint(this.place.source.file ?? '.');
      throw this.#error('CONFSTORE_FILE_MISSING', 'the file does not exist', hint);
    }
    const { source } = this.place;
    const allowsLatin1 = this.format.allowsLatin1 ?? false;
    const empty = Buffer.from(this.format.emptyText);
    const { text, encode } = decodeDocument(bytes ?? empty, source, allowsLatin1);
    this.#encode = encode;
    this.#adopt(text, bytes !== undefined);
    this.#glance = this.format.glance?.(text, source);
    if (this.#glance === undefined) this.#parsed = this.format.parse(text, source);
  }

  /** The same document as it is stored now. */
  async reopen(): Promise<Document> {
    return Document.open(this.format, this.place, this.options);
  }

  get(path: Path): ConfValue | undefined {
    if (path.length === 0) return this.root;
    if (this.#draft !== undefined) return this.#draft.get(path);
    const glance = this.#glance;
    this.#glance = undefined; // who reads a second key may read many: then the model is worth its time
    return glance === undefined ? getIn(this.parsed.root, path) : glance(path);
  }

  get root(): ConfValue {
    return this.#draft?.root ?? this.parsed.root;
  }

  /** What reading tolerated. */
  get warnings(): readonly HareError[] {
    return this.parsed.warnings;
  }

  get draft(): Draft {
    this.#draft ??= new Draft(this.parsed.root, this.options.delimiter);
    return this.#draft;
  }

  /** Makes several changes, or none of them when one fails. */
  change<T>(change: (draft: Draft) => T): T {
    const draft = this.draft.fork();
    const result = change(draft);
    this.#draft = draft;
    return result;
  }

  /** Whether there are changes that `save` would write. */
  get changed(): boolean {
    return this.#edited() !== undefined;
  }

  where(path: Path): Where {
    const { source } = this.place;
    const offset = this.#exists ? this.format.locate(this.text, path, source) : undefined;
    if (offset !== undefined) return placeOf(this.text, offset, source);
    return source.file === undefined ? { url: source.url } : { file: source.file };
  }

  /** @throws HareError `EDIT_NOT_SAFE`, `CONFSTORE_CHANGED`; the file is then as it was. */
  async save(): Promise<boolean> {
    const edited = this.#edited();
    if (edited === undefined) return false;
    const [first] = edited.writtenOut;
    const { aliases, onNotice } = this.options;
    if (first !== undefined && aliases === 'refuse')
      throw new HareError('EDIT_NOT_SAFE', `this change would write out ${first.what}`, {
        where: first.where,
        hint: 'to allow it: --aliases=write-out',
      });
    await this.#write(edited.text);
    for (const { what, where } of edited.writtenOut)
      onNotice?.(
        new HareError('YAML_ALIAS', `wrote out ${what}, so that nothing else changed`, { where }),
      );
    this.#adopt(edited.text, true, edited.parsed);
    return true;
  }

  /** Reloads, runs `work` and saves, under the file's lock; saves nothing if it fails. */
  async update<T>(work: () => Promise<T> | T): Promise<T> {
    if (this.#holdsLock)
      throw new HareError('CONFSTORE_NESTED_UPDATE', 'an update of this store is already running', {
        hint: 'make all changes in one update',
      });
    if (this.changed)
      throw this.#error(
        'CONFSTORE_UNSAVED',
        'update reads the document again, but there are unsaved changes',
        'call save before update',
      );
    return this.#locked(async () => {
      if (this.place.file !== undefined && !(await this.#isCurrent())) await this.load();
      const before = this.#draft;
      try {
        const result = await work();
        await this.save();
        return result;
      } catch (error) {
        this.#draft = before;
        throw error;
      }
    });
  }

  async fileDigest(): Promise<string | undefined> {
    if (!this.#exists || this.place.file === undefined) return undefined;
    const hash = (await import('node:crypto')).createHash('sha256');
    const content = this.#encode(this.text);
    for (const piece of typeof content === 'string' ? utf8Pieces(content) : [content])
      hash.update(piece);
    return hash.digest('hex');
  }

  get parsed(): ParsedDocument {
    this.#glance = undefined;
    this.#parsed ??= this.format.parse(this.text, this.place.source);
    return this.#parsed;
  }

  #adopt(text: string, exists: boolean, parsed?: ParsedDocument): void {
    this.text = text;
    this.#exists = exists;
    this.#parsed = parsed;
    this.#draft = undefined;
    this.#glance = undefined;
  }

  /** The text with the changes; undefined when there are none. */
  #edited(): EditedText | undefined {
    const [before, after] = [this.parsed.root, this.#draft?.root];
    if (after === undefined || after === before) return undefined;
    return editDocument(this.format, this.text, before, after, this.place.source);
  }

  /** Whether the file is as it was read, or missing: then it is not read again. */
  async #isCurrent(): Promise<boolean> {
    const found = await this.place.compare(this.#encode(this.text));
    return found === (this.#exists ? 'same' : 'missing');
  }

  async #write(text: string): Promise<void> {
    const { file } = this.place;
    if (file === undefined) return;
    await this.#locked(async () => {
      const now = await this.place.compare(this.#encode(this.text));
      // A removed file is created again: it has no foreign content to lose.
      if (now === 'other' || (now === 'same' && !this.#exists)) {
        const done = this.#exists ? 'changed' : 'made';
        const what = `another process ${done} the file after it was read; nothing was written`;
        const hint = 'open it again and repeat the change, or change it in an update';
        throw this.#error('CONFSTORE_CHANGED', what, hint);
      }
      const { writeFileAtomic } = await import('@hare/base');
      await writeFileAtomic(file, this.#encode(text), { keepsAttributes: true });
    });
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    if (this.#holdsLock || this.place.file === undefined) return work();
    this.#holdsLock = true;
    try {
      const { withFileLock } = await import('../lock/with-file-lock.js');
      return await withFileLock(this.place.file, work);
    } finally {
      this.#holdsLock = false;
    }
  }

  #error(code: ErrorCode, what: string, hint: string): HareError {
    return new HareError(code, what, { where: { file: this.place.source.file }, hint });
  }
}
