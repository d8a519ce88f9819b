import type { Cursor, JsonSchema, Path } from '@hare/base/schema';
import type { FactsRequest } from '../facts.js';
import type { ClusterDescription } from '../model.js';
import type { CdfFormat } from '../to-document.js';

/** The ConfStore generations that are read. */
export type DialectName = 'rfc20' | 'server_node' | 'node';

/** One row of a dialect's table: where a value of the CDF comes from. */
export interface DialectRow {
  /** The CDF field: `nodes[].hostname`. */
  readonly value: string;
  /**
   * The ConfStore key, names of the cluster in braces: `cluster>{name}>hostname`; empty for what is
   * fixed.
   */
  readonly key: string;
  readonly rule: string;
}

/**
 * A dialect's table from its text: a row a line, `CDF field | ConfStore key | rule`; a line that is
 * indented further goes on with the row before it.
 */
export function tableOf(text: string): readonly DialectRow[] {
  return text
    .trim()
    .split(/\n {4}(?! )/)
    .map((row) => {
      const cells = row.split('|').map((cell) => cell.trim().replace(/\s+/g, ' '));
      const [value = '', key = '', rule = ''] = cells;
      return { value, key, rule };
    });
}

/** A machine that the ConfStore knows, whether it is in the description or not. */
export interface Machine {
  readonly machineId: string;
  readonly hostname: string;
}

/** A description read from a ConfStore, and the key that each part of it came from. */
export interface DialectDescription {
  readonly model: ClusterDescription;
  /** The ConfStore path behind a path of the CDF: for messages about what was generated. */
  readonly keyOf: (path: Path) => Path;
  /** What the ConfStore calls the cluster, if it does. */
  readonly clusterId: string | undefined;
  readonly machines: readonly Machine[];
  /**
   * The facts that the nodes of the model need, in their order; absent where the dialect knows no
   * facts.
   */
  readonly needs?: readonly FactsRequest[];
}

/** How one generation of ConfStores is read. */
export interface Dialect {
  readonly name: DialectName;
  /** The map by which the dialect is recognised. */
  readonly marker: Path;
  readonly format: CdfFormat;
  readonly table: readonly DialectRow[];
  /** The ConfStore as JSON Schema, from the schemas that `read` uses. */
  readonly json: JsonSchema;
  /**
   * Reads a whole ConfStore document; errors go to the cursor's findings, and then the result must
   * not be used.
   */
  read(root: Cursor): DialectDescription;
}
