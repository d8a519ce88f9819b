/**
 * True if a key, or its end, matches a pattern of a dialect's table: braces stand for any name or
 * for one of several (`{sns,dix}`), `[i]` for any position; positions at the end may be left out.
 */
export function keyMatches(pattern: string, key: string): boolean {
  const wanted = key.split('>');
  const parts = pattern.split('>');
  if (wanted.length > parts.length) return false;
  return wanted.every((part, i) => {
    const against = parts[parts.length - wanted.length + i] ?? '';
    return (
      partMatches(against, part) &&
      (wanted.length === parts.length || i > 0 || !isPlaceholder(against))
    );
  });
}

function isPlaceholder(part: string): boolean {
  return /^\{[^,]*\}$/.test(part);
}

function partMatches(pattern: string, part: string): boolean {
  const name = (text: string): string => text.replace(/\[\w+\]$/, '');
  const alternatives = /^\{(.+,.+)\}$/.exec(name(pattern))?.[1]?.split(',');
  if (alternatives !== undefined) return part === pattern || alternatives.includes(name(part));
  return isPlaceholder(pattern) || name(pattern) === name(part);
}
