import { formatKey, parseKey, type ConfLeaf, type Path } from '@hare/confstore';
import { HareError, isHareError, nearestHint } from '@hare/base';
import { sections, type Change, type Section } from './changeset.js';

/**
 * Reads a changeset: a ConfStore with the sections `new`, `changed` and `deleted`, and in each the
 * keys as in the ConfStore to change. A name may also be a whole key (`cluster>id`), and a section
 * may be a list of keys where values say nothing (`deleted`). An empty text in a list only keeps
 * the positions of its other items.
 * @throws HareError `CHANGESET_INVALID` with everything that is wrong at once
 */
export function parseChangeset(leaves: Iterable<ConfLeaf>, url: string): readonly Change[] {
  const problems: HareError[] = [];
  const changes = [...leaves].flatMap((leaf): readonly Change[] => {
    try {
      return readLeaf(leaf, url);
    } catch (error) {
      if (!isHareError(error)) throw error;
      if (!problems.some(({ message }) => message === error.message)) problems.push(error);
      return [];
    }
  });
  problems.push(...contradictions(changes, url));
  if (problems.length > 0)
    throw new HareError(
      'CHANGESET_INVALID',
      `the changeset has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}`,
      { where: { url }, problems, hint: 'correct the listed keys; nothing was changed' },
    );
  return changes;
}

function readLeaf({ path, value }: ConfLeaf, url: string): readonly Change[] {
  const [section, ...rest] = path;
  if (!isSection(section)) {
    throw new HareError('CHANGESET_SECTION', `a changeset has no section ${String(section)}`, {
      where: { url, key: formatKey([section ?? '']) },
      hint:
        section === 'updated' ? 'did you mean changed?' : nearestHint(String(section), sections),
    });
  }
  const isContainer = value instanceof Map || Array.isArray(value);
  if (rest.length === 0 && (isContainer || value === null)) return [];
  const isListed = rest.length === 1 && typeof rest[0] === 'number';
  if (rest.length === 0 || (isListed && section !== 'deleted'))
    throw new HareError(
      'CHANGESET_KEY',
      `${section} is ${isListed ? 'a list' : 'a value'}, expected keys with values`,
      { where: { url, key: section }, hint: `write ${section}: {cluster: {id: …}}` },
    );
  const full = isListed
    ? parseKey(keyText(value, url, section))
    : rest.flatMap((name) =>
        typeof name === 'string' && name.includes('>') ? parseKey(name) : [name],
      );
  if (isPadding(full, value) && !isListed) return [];
  return [
    section === 'deleted'
      ? { kind: section, path: full, was: isListed || isContainer ? null : value }
      : { kind: section, path: full, value },
  ];
}

function keyText(value: unknown, url: string, section: Section): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new HareError('CHANGESET_KEY', `${JSON.stringify(value)} is not a key`, {
    where: { url, key: section },
    hint: `list keys as texts: ${section}: ["cluster>id"]`,
  });
}

/** Who sets `a>list[2]` in an empty document gets `""` before it. */
function isPadding(path: Path, value: unknown): boolean {
  return value === '' && typeof path.at(-1) === 'number';
}

function isSection(name: unknown): name is Section {
  return (sections as readonly unknown[]).includes(name);
}

/** Keys that two changes speak of: the same key twice, or one below the other. */
function contradictions(changes: readonly Change[], url: string): readonly HareError[] {
  const seen = new Map<string, Change>();
  const found: HareError[] = [];
  for (const change of [...changes].sort((a, b) => a.path.length - b.path.length)) {
    const key = formatKey(change.path);
    const above = change.path
      .map((_, end) => seen.get(formatKey(change.path.slice(0, end + 1))))
      .find((other) => other !== undefined);
    if (above !== undefined)
      found.push(
        new HareError(
          'CHANGESET_KEY',
          `${key} is ${change.kind}, and ${formatKey(above.path)} is ${above.kind}`,
          { where: { url, key }, hint: 'use each key only once' },
        ),
      );
    seen.set(key, change);
  }
  return found;
}
