import type fc from 'fast-check';
import type { MapStore, ConfValue } from '../../src/conf-store.js';

/** One format or backend that must obey the laws. */
export interface LawRow {
  readonly name: string;
  /** Documents as people write them: comments, odd spacing, quotes, CRLF, unicode, deep nesting. */
  readonly documents: fc.Arbitrary<string>;
  /** Values that a set may give. */
  readonly values: fc.Arbitrary<ConfValue>;
  /** Keys to set, made from the keys that the document has. */
  readonly keys: fc.Arbitrary<(existing: readonly string[]) => string>;
  /** Opens a store over a document. */
  open(text: string): Promise<OpenedStore>;
  /** How many runs a law gets, when its documents are slow to make; else `lawRuns`. */
  readonly runs?: 'dirLawRuns';
  /** True where a deletion changes the positions of others: the model of plain keys does not fit. */
  readonly changesPositions?: boolean;
  /** True where maps may be read back in another order than they were set in; absent: never. */
  anyOrder?(text: string): boolean;
  /** True where a change of this document may be refused as `EDIT_NOT_SAFE`; absent: never. */
  mayRefuse?(text: string): boolean;
}

export interface OpenedStore {
  readonly store: MapStore;
  /** All bytes of the document as they are saved, as one text. */
  bytes(): Promise<string>;
  /** The saved document, opened again. */
  reopen(): Promise<MapStore>;
}

/**
 * What a format or backend may refuse beyond the common rules; nothing is changed then.
 */
export const formatRefusals: ReadonlySet<string> = new Set([
  'VALUE_NOT_HELD',
  'KEY_SHAPE',
  'TOO_DEEP',
  'DIR_NAME',
  'DIR_ESCAPE',
  'DIR_BLOCKED',
]);
