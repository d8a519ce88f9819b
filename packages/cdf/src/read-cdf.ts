import type { ConfValue } from '@hare/confstore';
import { HareError, type Where } from '@hare/base';
import { Cursor, type Path, type Problem } from '@hare/base/schema';
import { canonical } from './canonical.js';
import { cdfSchema } from './cdf-schema.js';
import { checkRules } from './check-rules.js';
import { noFindings } from './findings.js';
import { detectFormat } from './detect-format.js';
import type { ClusterDescription } from './model.js';
import { isError, problemToError } from './problem.js';
import { readInput } from './read-input.js';
import { yamlReader, type YamlNode } from './read-yaml.js';
import { textPositions } from './text-positions.js';
import type { CdfFormat } from './to-document.js';
import { toModel } from './to-model.js';

/** A CDF as it was found, right or wrong. */
export interface CdfReading {
  /** What could be read, with a blank for everything reported as missing or wrong. */
  readonly model: ClusterDescription;
  readonly format: CdfFormat;
  /** Everything that is wrong or doubtful, schema and rules together, in the order of the file. */
  readonly problems: readonly Problem[];
  /**
   * The place of a value in the file, or of the closest existing one around it; `atName`: of its
   * name.
   */
  where(path: Path, atName?: boolean): Where;
}

/**
 * Reads a CDF of either format and checks it; problems are part of the result; only text that is
 * not one YAML document is an error.
 * @throws HareError `CDF_SYNTAX`, `CDF_TOO_LARGE`
 */
export async function readCdf(text: string, file: string): Promise<CdfReading> {
  const readTree = await yamlReader(text, file);
  let tree: YamlNode | undefined = readTree();
  const format = detectFormat(tree);
  const findings = noFindings('CDF');
  const model = canonical(toModel(cdfSchema.read(new Cursor(toValue(tree, new Map()), findings))));
  const position = textPositions(text);
  const offset = (path: Path, atName = false): number =>
    offsetOf((tree ??= readTree()), path, atName);
  const problems = [...findings.problems, ...checkRules(model, findings.problems)];
  // Then no place is asked for.
  if (problems.length === 0) tree = undefined;
  return {
    model,
    format,
    problems: problems
      .map((problem) => ({ problem, at: offset(problem.path, problem.atName) }))
      .sort((a, b) => a.at - b.at)
      .map(({ problem }) => problem),
    where: (path, atName) => ({ file, ...position(offset(path, atName)) }),
  };
}

/** A valid CDF; its problems are warnings only. */
export type ParsedCdf = CdfReading;

/**
 * Reads a CDF of either format that must be valid; `file` is its name for messages.
 * @throws HareError `CDF_INVALID` with every problem as `file:line:column`, code and hint;
 *   `CDF_SYNTAX` for text that is not one YAML document
 */
export async function parseCdf(text: string, file: string): Promise<ParsedCdf> {
  const reading = await readCdf(text, file);
  refuseInvalid(reading, file);
  return reading;
}

/**
 * Reads a CDF file of either format that must be valid; `-` is standard input.
 * @throws HareError `CDF_FILE`, `CDF_SYNTAX`, `CDF_INVALID` with every problem as
 *   `file:line:column`
 */
export async function readCdfFile(file: string): Promise<ParsedCdf> {
  const { text, name } = await readInput(file);
  return parseCdf(text, name);
}

/** @throws HareError `CDF_INVALID` with every problem that is an error */
export function refuseInvalid(reading: CdfReading, file: string): void {
  const errors = reading.problems.filter(isError);
  if (errors.length === 0) return;
  throw new HareError(
    'CDF_INVALID',
    `${file} has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}`,
    {
      problems: errors.map((problem) =>
        problemToError(problem, reading.where(problem.path, problem.atName)),
      ),
    },
  );
}

function toValue(node: YamlNode, done: Map<YamlNode, ConfValue>): ConfValue {
  if (node.kind === 'scalar') return node.value;
  const known = done.get(node);
  if (known !== undefined) return known;
  const value: ConfValue =
    node.kind === 'list'
      ? node.items.map((item) => toValue(item, done))
      : new Map([...node.entries].map(([name, entry]) => [name, toValue(entry.node, done)]));
  done.set(node, value);
  return value;
}

/**
 * Model positions of clients are those of a list; in a CDF 2021 they are the entries of a map, s3
 * before other.
 */
function offsetOf(root: YamlNode, path: Path, atName: boolean): number {
  let node = root;
  let offset = root.offset;
  for (const segment of path) {
    const next: { readonly nameOffset: number; readonly node: YamlNode } | undefined = entryOf(
      node,
      segment,
    );
    if (next === undefined) return offset;
    node = next.node;
    offset = node.offset;
    if (atName && segment === path.at(-1)) offset = next.nameOffset;
  }
  return offset;
}

function entryOf(
  node: YamlNode,
  segment: string | number,
): { readonly nameOffset: number; readonly node: YamlNode } | undefined {
  if (node.kind === 'list') {
    const item = typeof segment === 'number' ? node.items[segment] : undefined;
    return item && { nameOffset: item.offset, node: item };
  }
  if (node.kind === 'scalar') return undefined;
  if (typeof segment === 'string') return node.entries.get(segment);
  const counts = ['s3', 'other'].flatMap((name) => node.entries.get(name) ?? []);
  return counts[segment];
}
