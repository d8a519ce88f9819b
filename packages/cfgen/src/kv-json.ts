/**
 * Plain data as JSON text inside a KV value: `", "` and `": "` between members, ASCII only (other
 * characters `\uXXXX`, lower-case hex).
 */
export function kvJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(kvJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value).replace(
      /[\u007f-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  let members = '';
  for (const [name, member] of Object.entries(value))
    members += `${members === '' ? '' : ', '}${kvJson(name)}: ${kvJson(member)}`;
  return `{${members}}`;
}
