/**
 * The known names closest to a wrong one, best first: within two edits or a third of its length
 * (never all of its letters), or, from three letters on, begun by it; case and dashes do not count.
 * @example nearestNames('inti', ['init', 'test']) // => ['init']
 */
export function nearestNames(wrong: string, known: Iterable<string>): readonly string[] {
  const bare = plain(wrong);
  const most = Math.min(bare.length - 1, Math.max(2, Math.floor(bare.length / 3)));
  return [...known]
    .map((name) => ({ name, far: farFrom(bare, plain(name), most) }))
    .filter(({ far }) => far < Infinity)
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name);
}

/** A hint with the nearest name; when none is near, `otherwise`, by default all that are known. */
export function nearestHint(wrong: string, known: Iterable<string>, otherwise?: string): string {
  const names = [...known];
  const [nearest] = nearestNames(wrong, names);
  return nearest === undefined
    ? (otherwise ?? `known: ${unique(names).join(', ')}`)
    : `did you mean ${nearest}?`;
}

/** How many edits a name is away; infinitely many when it is not near. */
function farFrom(wrong: string, name: string, most: number): number {
  const begins = wrong.length >= 3 && name.startsWith(wrong);
  if (!begins && Math.abs(name.length - wrong.length) > most) return Infinity;
  const far = distance(wrong, name);
  return begins || far <= most ? far : Infinity;
}

function plain(name: string): string {
  return name.replace(/^-+/, '').replaceAll('_', '-').toLowerCase();
}

function unique(names: readonly string[]): readonly string[] {
  const seen = new Map(names.map((name) => [plain(name), name] as const));
  return [...seen.values()];
}

/** How many letters are to be put in, taken out or exchanged to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let line = 0; line < one.length; line += 1) {
    const next = [line + 1];
    for (let at = 0; at < other.length; at += 1) {
      const exchanged = (row[at] ?? 0) + (other[at] === one[line] ? 0 : 1);
      next.push(Math.min(exchanged, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
