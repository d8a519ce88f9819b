/**
 * Plain data as JSON text inside a KV value: `", "` and `": "` between members, ASCII only (other
 * characters `\uXXXX`, lower-case hex).
 */
export function kvJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(kvJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${kvJson(name)}: ${kvJson(member)}`)
      .join(', ')}}`;
  }
  return asciiOnly(JSON.stringify(value));
}

function asciiOnly(json: string): string {
  return json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
