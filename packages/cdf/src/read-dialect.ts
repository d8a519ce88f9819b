import { createHash } from 'node:crypto';
import { formatKey, type MapStore, type ConfValue } from '@hare/confstore';
import { HareError, type Where } from '@hare/base';
import { Cursor, type Path, type Problem } from '@hare/base/schema';
import { canonical } from './canonical.js';
import { noFindings } from './findings.js';
import type { DialectName, Machine } from './dialects/dialect.js';
import { dialects, recognise } from './dialects/recognise.js';
import type { FactsSource } from './facts.js';
import type { ClusterDescription } from './model.js';
import { isError, problemToError } from './problem.js';
import type { CdfFormat } from './to-document.js';
import { validateCdf } from './validate-cdf.js';
import { withFacts } from './with-facts.js';

/** What is needed of a ConfStore: any open one will do. */
export type ReadableStore = Pick<MapStore, 'url' | 'delimiter' | 'data' | 'where'> &
  Partial<Pick<MapStore, 'warnings'>>;

export interface ReadDialectOptions {
  /** Decides instead of the document. */
  readonly dialect?: DialectName | undefined;
  /**
   * Where facts come from, for dialects that need them (node); undefined: the model has none, which
   * CDF 2021 can do without.
   */
  readonly facts?: FactsSource | undefined;
}

export interface DialectReading {
  readonly model: ClusterDescription;
  readonly dialect: DialectName;
  /** The CDF format that this generation used. */
  readonly format: CdfFormat;
  /**
   * What the ConfStore calls the cluster (`cluster>id`, `cluster_id`), else a digest of its
   * machine-ids.
   */
  readonly clusterId: string;
  /** The machines that the ConfStore describes, in its order. */
  readonly machines: readonly Machine[];
  /** Doubtful, but no reason to refuse; each with its key and place. */
  readonly warnings: readonly HareError[];
}

/**
 * Reads the cluster description in a ConfStore of any generation, and validates it.
 * @throws HareError `DIALECT_UNKNOWN`; `CONFSTORE_INVALID` with every missing or wrong key as a
 *   problem of its own: full key, URL, and position for files
 */
export async function readDialect(
  store: ReadableStore,
  options: ReadDialectOptions = {},
): Promise<DialectReading> {
  const document = await store.data();
  const findings = noFindings('KEY');
  const root = new Cursor(document, findings);
  const named = dialects.find(({ name }) => name === options.dialect);
  const dialect = named ?? recognise(root, store.url);
  const where = (path: Path): Where => whereIs(store, document, path);
  const description = dialect.read(root);
  const { keyOf, machines } = description;
  refuse(store.url, findings.problems, where);
  const model =
    options.facts === undefined || description.needs === undefined
      ? description.model
      : await withFacts(description.model, description.needs, options.facts);
  const problems = validateCdf(model).map((problem) => ({ ...problem, path: keyOf(problem.path) }));
  refuse(store.url, problems, where);
  const tolerated = (await store.warnings?.()) ?? [];
  const warnings = [
    ...tolerated,
    ...[...findings.problems, ...problems].map((problem) =>
      problemToError(problem, where(problem.path)),
    ),
  ];
  const clusterId = description.clusterId ?? digestOf(machines.map(({ machineId }) => machineId));
  return {
    model: canonical(model),
    dialect: dialect.name,
    format: dialect.format,
    clusterId,
    machines,
    warnings,
  };
}

function digestOf(machineIds: readonly string[]): string {
  return createHash('sha256')
    .update([...machineIds].sort().join('\n'))
    .digest('hex');
}

function refuse(url: string, problems: readonly Problem[], where: (path: Path) => Where): void {
  const errors = problems.filter(isError);
  if (errors.length === 0) return;
  const count =
    errors.length === 1 ? 'one missing or wrong value' : `${errors.length} missing or wrong values`;
  throw new HareError('CONFSTORE_INVALID', `the ConfStore has ${count}`, {
    where: { url },
    hint: 'correct the ConfStore; to see what a key means: hare-cdf explain KEY',
    problems: errors.map((problem) => problemToError(problem, where(problem.path))),
  });
}

/**
 * URL and full key, and for files the position of the key or of the closest existing one around it.
 */
function whereIs(store: ReadableStore, document: ConfValue, path: Path): Where {
  const present = path.slice(0, presentLength(document, path));
  return {
    ...(present.length === 0 ? {} : store.where(formatKey(present, store.delimiter))),
    url: store.url,
    key: formatKey(path, store.delimiter),
  };
}

function presentLength(document: ConfValue, path: Path): number {
  let value: ConfValue | undefined = document;
  for (const [depth, segment] of path.entries()) {
    value =
      typeof segment === 'number'
        ? Array.isArray(value)
          ? (value as readonly ConfValue[])[segment]
          : undefined
        : value instanceof Map
          ? (value as ReadonlyMap<string, ConfValue>).get(segment)
          : undefined;
    if (value === undefined) return depth;
  }
  return path.length;
}
