/**
 * Plain data as JSON text inside a KV value: `", "` and `": "` between members, ASCII only (other
 * characters `\uXXXX`, lower-case hex).
 */
export function kvJson(value: unknown): string {
  // Inside of texts line ends are escaped.
  const json = JSON.stringify(value, undefined, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
  return json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
