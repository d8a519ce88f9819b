import { distance } from 'fastest-levenshtein';

/** The known names that a wrong one may have meant, best first: within two edits, or a third of its length. */
export function nearestNames(wrong: string, known: readonly string[]): readonly string[] {
  const bare = plain(wrong);
  return known
    .map((name) => ({ name, far: distance(bare, plain(name)) }))
    .filter(({ name, far }) => far <= Math.max(2, Math.floor(bare.length / 3)) || (bare.length >= 3 && plain(name).startsWith(bare)))
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name);
}

/** A hint with the nearest name, or with all of them when none is near. */
export function nearestHint(wrong: string, known: readonly string[]): string {
  const [nearest] = nearestNames(wrong, known);
  return nearest === undefined ? `known: ${unique(known).join(', ')}` : `did you mean ${nearest}?`;
}

function plain(name: string): string {
  return name.replace(/^-+/, '').replaceAll('_', '-').toLowerCase();
}

function unique(names: readonly string[]): readonly string[] {
  const seen = new Map(names.map((name) => [plain(name), name] as const));
  return [...seen.values()];
}
