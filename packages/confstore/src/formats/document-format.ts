import type { ConfMap, ConfValue } from '../conf-store.js';
import type { DocumentChange } from '../edit/change.js';
import type { Splice } from '../edit/splice.js';
import type { Path } from '../key/path.js';
import type { HareError } from '@hare/base';
import type { Source } from './source.js';

/**
 * A format of text documents: json, yaml, toml, ini, properties. It reads a text, and answers which
 * bytes to replace for a change; it never prints a document back. All the rest (files, atomic save,
 * locks, keys, `get set keys merge …`) is common to all formats, and works on the model: nested
 * `Map`s, lists and scalars.
 *
 * How an edit is made (`edit/edit-document.ts`, the one planner):
 * the models before and after are compared into a `MapChange`; `splices` answers what to replace in
 * the text; the result is parsed again and compared with the model; any mismatch or error is
 * `EDIT_NOT_SAFE` and nothing is written. So a format may be careless about rare cases as long as
 * it is wrong visibly, never about time: all must be linear.
 *
 * Texts reach a format as strict UTF-8, decoded, at most 256 MiB, and without a BOM (the caller
 * keeps it). Every format exports one constant of this type, and `registry.ts` imports it when
 * it is first needed.
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
   * Reads a text.
   * @throws HareError with file, line and column (see `errorAt`) for everything malformed:
   *   `SYNTAX`, `DUPLICATE_KEY`, `TOO_DEEP` (more than `maximumDepth` containers inside each
   *   other) and so on, in our own words. With a model that is expected, parts that
   *   are the same may be that model's: then comparing the two takes neither time nor memory.
   */
  parse(text: string, source: Source, expected?: ConfValue): ParsedDocument;
  /**
   * A quick look at a document of which only a key or two are wanted, for formats that have a
   * faster way than `parse`. It must find every fault that `parse` finds, else it answers undefined
   * and `parse` is called.
   */
  glance?(text: string, source: Source): Glance | undefined;
  /**
   * The splices that turn the text, which parses to `change.before`, into one that parses to
   * `change.after`. Everything outside of what changes stays byte for byte: comments, order,
   * quotes, indentation, line ends. An entry that goes takes its own lines with it; comment lines
   * above it stay. New entries imitate their neighbours.
   * @throws HareError `EDIT_NOT_SAFE` (see `errorAt`) when the format knows that it cannot do it.
   */
  splices(text: string, change: DocumentChange, source: Source): readonly Splice[];
  /**
   * Rewrites a text, before `splices` is asked, into one of the same model in which the change can
   * be made alone: yaml writes out the aliases of anchors that the change touches. Undefined when
   * there is nothing to do.
   */
  prepare?(text: string, change: DocumentChange, source: Source): PreparedText | undefined;
  /** True when re-reading may reorder the entries of maps (merge keys of yaml). */
  looseOrder?(text: string): boolean;
  /** The offset of an entry's key or a list's item; undefined when it is not there. */
  locate(text: string, path: Path, source: Source): number | undefined;
  /**
   * Why the format cannot hold this scalar, or empty container, at this place, as the end of "…
   * cannot be held: toml has no null"; undefined when it can. Asked for each leaf that is set,
   * before anything changes.
   */
  refuses(value: ConfValue, path: Path): string | undefined;
}

/** A text in which a change can be made, and what had to be rewritten for it, with its places. */
export interface PreparedText {
  readonly text: string;
  readonly notices: readonly HareError[];
}

export interface ParsedDocument {
  readonly root: ConfValue;
  /** What reading tolerates and `validate` reports: repeated keys of ini and properties. */
  readonly warnings: readonly HareError[];
}

/** The value at a path, if any, without the whole model, in time linear in the document. */
export type Glance = (path: Path) => ConfValue | undefined;

/**
 * Between the segments of a flat key (`a>b[0]` is `['a', 'b[0]']`: brackets are part of the name)
 * and the names in the document's map. Values of a flat document are texts.
 */
export interface FlatShape {
  /**
   * The names under which the key's value stands in the model: `['section', 'option']` in ini, one
   * name in properties; positions too where names are repeated. `root` is the model.
   * @throws HareError `KEY_SHAPE` when the format has no such keys.
   */
  toNames(segments: readonly string[], delimiter: string, root: ConfMap): Path;
  /** The segments of the key of a value; the reverse of `toNames`. */
  toSegments(names: Path, delimiter: string, root: ConfMap): readonly string[];
}

/** How deep maps and lists may be nested. */
export const maximumDepth = 1000;

/** How large a document may be, in bytes. */
export const maximumBytes = 256 * 1024 * 1024;
