import type { ConfValue } from '../../conf-store.js';
import { count } from '../../document/kind-of.js';
import type { Change, DocumentChange } from '../../edit/change.js';
import { applySplices, type Splice } from '../../edit/splice.js';
import type { Path } from '../../key/path.js';
import type { DocumentFormat, ParsedDocument, PreparedText } from '../document-format.js';
import { hasLoneSurrogate } from '../lone-surrogate.js';
import { errorAt, placeOf, type Source } from '../source.js';
import { readYamlDocuments, type YamlDocument } from './read-yaml-events.js';
import { writeOutAliases } from './write-out-aliases.js';
import { buildYamlModel } from './yaml-model.js';
import { YamlPlanner } from './yaml-planner.js';
import { childAt, readYamlTree, type YamlItem, type YamlNode } from './yaml-tree.js';

/**
 * YAML 1.2 with the core schema: anchors and merge keys resolved, values with other tags as they are
 * written. Of several documents the outermost names are `#0`, `#1` ….
 */
export const yamlFormat: DocumentFormat = {
  name: 'yaml',
  emptyText: '',
  parse,
  splices,
  prepare,
  locate,
  looseOrder: (text) => text.includes('<<'),
  refuses(value) {
    if (value instanceof Date) return 'the core schema of yaml has no dates; set it as text';
    return typeof value === 'string' && hasLoneSurrogate(value)
      ? 'it is not well-formed Unicode'
      : undefined;
  },
};

function parse(text: string, source: Source): ParsedDocument {
  const documents = readYamlDocuments(text, source);
  const [{ root, warnings } = empty, ...others] = documents.map(({ events }) =>
    buildYamlModel(events, text, source),
  );
  if (others.length === 0)
    return { root: isEmpty(documents[0]) ? new Map<string, ConfValue>() : root, warnings };
  const roots = [root, ...others.map((other) => other.root)];
  return {
    root: new Map(roots.map((each, at) => [`#${at}`, each])),
    warnings: [...warnings, ...others.flatMap((other) => other.warnings)],
  };
}

const empty: ParsedDocument = { root: null, warnings: [] };

/** True where nothing is written at all. */
function isEmpty(document: YamlDocument | undefined): boolean {
  const first = document?.events[1];
  return (
    first === undefined ||
    (first.type === 4 && first.valueStart < 0 && first.tagStart < 0 && first.style === 1)
  );
}

/** The values of the documents that a change is about, and what changes in each. */
function changedRoots(
  text: string,
  change: DocumentChange,
  source: Source,
): readonly (readonly [YamlNode | undefined, Change])[] {
  const documents = readYamlDocuments(text, source);
  const [first] = documents;
  if (documents.length < 2) return [[first && readYamlTree(text, first), change]];
  if (change.kind === 'map' && change.added.size + change.removed.size === 0)
    return [...change.changed].map(([name, inner]) => {
      const document = documents[Number(name.slice(1))];
      return [document && readYamlTree(text, document), inner];
    });
  const what = 'the file has several documents, and none can be added or removed';
  throw errorAt('EDIT_NOT_SAFE', what, text, 0, source, 'name one of them in the key: #0>name');
}

function splices(text: string, change: DocumentChange, source: Source): readonly Splice[] {
  return changedRoots(text, change, source).flatMap(([root, inner]) => {
    const planner = new YamlPlanner(text, root);
    if (inner === change && (root === undefined || root.kind === 'scalar'))
      planner.append(inner.after);
    else if (root !== undefined) planner.change(root, inner);
    return planner.splices;
  });
}

function prepare(text: string, change: DocumentChange, source: Source): PreparedText | undefined {
  if (!text.includes('&')) return undefined;
  const found = changedRoots(text, change, source).flatMap(([root, inner]) =>
    root === undefined ? [] : [writeOutAliases(text, root, inner)],
  );
  if (found.every(({ places }) => places.length === 0)) return undefined;
  const splices = found.flatMap((each) => each.splices);
  const writtenOut = found.flatMap(({ places }) =>
    places.map(({ at, lines }) => {
      const [name = ''] = /^(?:<<[^\r\n#]*|\*[^\s,\]}]*)/.exec(text.slice(at, at + 80)) ?? [];
      const kind = name.startsWith('*') ? 'alias' : 'merge key';
      const what = `the ${kind} ${name.trim()} (${count(lines, 'line')})`;
      return { what, where: placeOf(text, at, source) };
    }),
  );
  return { text: applySplices(text, splices), writtenOut };
}

/** Where an entry or item starts; what an alias or merge key brings, where it is written. */
function locate(text: string, path: Path, source: Source): number | undefined {
  const documents = readYamlDocuments(text, source);
  const [first = ''] = path;
  const isOne = documents.length === 1;
  const document = documents[isOne ? 0 : Number(String(first).slice(1))];
  let node = document && readYamlTree(text, document);
  let place: number | undefined = document?.start;
  for (const step of isOne ? path : path.slice(1)) {
    const found: YamlItem | undefined = node === undefined ? undefined : childAt(node, step);
    if (found === undefined) return undefined;
    ({ start: place, value: node } = found);
  }
  return place;
}
