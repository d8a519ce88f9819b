/** A key as part of a URL's path. */
export function escapeKey(key: string): string {
  return encodeURIComponent(key).replaceAll('%2F', '/');
}

/**
 * False for keys that every Consul's web server would refuse (unprintable characters) or take for
 * another path (`a//b`, `a/../b`, a leading `/`): they go by transaction.
 */
export function isPlainPath(key: string): boolean {
  if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(key)) return false;
  return !key
    .split('/')
    .some(
      (part, place, parts) =>
        part === '.' || part === '..' || (part === '' && place < parts.length - 1),
    );
}
