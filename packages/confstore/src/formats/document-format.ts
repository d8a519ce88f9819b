import type { ConfMap, ConfValue } from '../conf-store.js';
import type { DocumentChange } from '../edit/change.js';
import type { Splice } from '../edit/splice.js';
import type { Path } from '../key/path.js';
import type { HareError, Where } from '@hare/base';
import type { Source } from './source.js';

/**
 * A format of text documents: reads a text, and returns which bytes to replace for a change; it
 * never prints a document back. Files, saving, locks and keys are common to all formats.
 *
 * How an edit is made (`edit/edit-document.ts`): the models before and after are compared into a
 * `MapChange`; the result of `splices` is parsed again and compared with the model; any mismatch or
 * error is `EDIT_NOT_SAFE` and nothing is written. So a format may fail on rare cases, visibly; all
 * must be linear. Texts come decoded, strict UTF-8, at most 256 MiB, without a BOM.
 */
export interface DocumentFormat {
  /** The scheme: `json`. */
  readonly name: string;
  /** Whether a file that is not UTF-8 is ISO-8859-1 (properties); absent: it is refused. */
  readonly allowsLatin1?: boolean;
  /** How keys map to a format without nesting (ini, properties); absent in the others. */
  readonly flat?: FlatShape | undefined;
  /** The text of an empty document, as a new file starts: `{}\n` in json, nothing elsewhere. */
  readonly emptyText: string;
  /**
   * @throws HareError with its place (see `errorAt`) for everything malformed, in our own words.
   *   Parts that are as expected may be that model's: comparing then takes no time or memory.
   */
  parse(text: string, source: Source, expected?: ConfValue): ParsedDocument;
  /** A quick look for a key or two, with every fault that `parse` finds; undefined: call `parse`. */
  glance?(text: string, source: Source): Glance | undefined;
  /**
   * The splices that turn the text, which parses to `change.before`, into one that parses to
   * `change.after`. Everything outside of what changes stays byte for byte: comments, order,
   * quotes, indentation, line ends. An entry that goes takes its own lines with it; comment lines
   * above it stay. New entries imitate their neighbours.
   * @throws HareError `EDIT_NOT_SAFE` (see `errorAt`) when the format knows that it cannot do it.
   */
  splices(text: string, change: DocumentChange, source: Source): readonly Splice[];
  /** Before `splices`: the same model, without what is in the change's way (aliases of yaml). */
  prepare?(text: string, change: DocumentChange, source: Source): PreparedText | undefined;
  /** True when re-reading may reorder the entries of maps (merge keys of yaml). */
  looseOrder?(text: string): boolean;
  /** The offset of an entry's key or a list's item; undefined when it is not there. */
  locate(text: string, path: Path, source: Source): number | undefined;
  /** Why this scalar or empty container cannot be here: "toml has no null"; called for each. */
  refuses(value: ConfValue, path: Path): string | undefined;
}

/** A text in which a change can be made, and what had to be rewritten for it. */
export interface PreparedText {
  readonly text: string;
  readonly writtenOut: readonly WrittenOut[];
}

/** An alias or merge key in whose place its values are now: `the alias *a (3 lines)`. */
export interface WrittenOut {
  readonly what: string;
  readonly where: Where;
}

export interface ParsedDocument {
  readonly root: ConfValue;
  /** What reading tolerates and `validate` reports: repeated keys of ini and properties. */
  readonly warnings: readonly HareError[];
}

/** The value at a path, if any, without the whole model, in time linear in the document. */
export type Glance = (path: Path) => ConfValue | undefined;

/** Between segments of a flat key (`a>b[0]`: `['a', 'b[0]']`) and names in the document's map. */
export interface FlatShape {
  /** The names of a key's value in the model: two in ini. @throws HareError `KEY_SHAPE` for none */
  toNames(segments: readonly string[], delimiter: string, root: ConfMap): Path;
  /** The segments of the key of a value; the reverse of `toNames`. */
  toSegments(names: Path, delimiter: string, root: ConfMap): readonly string[];
}

/** How deep maps and lists may be nested. */
export const maximumDepth = 1000;

/** How large a document may be, in bytes. */
export const maximumBytes = 256 * 1024 * 1024;
