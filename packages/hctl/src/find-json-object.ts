/**
 * So many characters are looked at in all, or four times the text, so that garbage full of braces
 * cannot keep us busy for long.
 */
const minScanned = 2 ** 25;

/**
 * The first JSON object in a text that has the given name at its top; progress lines and warnings
 * before and after it, JSON ones too, are passed over. Undefined when there is none.
 */
export function findJsonObject(text: string, name: string): Record<string, unknown> | undefined {
  const openings = /\{\s*["}]/g;
  let scanned = 0;
  while (scanned <= Math.max(minScanned, 4 * text.length)) {
    const opening = openings.exec(text);
    if (opening === null) return undefined;
    const end = endOfObject(text, opening.index);
    scanned += (end ?? text.length) - opening.index;
    if (end === undefined) continue;
    const value = parse(text.slice(opening.index, end));
    if (value === undefined) continue;
    if (Object.hasOwn(value, name)) return value;
    openings.lastIndex = end;
  }
  return undefined;
}

function endOfObject(text: string, start: number): number | undefined {
  const marks = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/gsy;
  const next = /["{}]/g;
  let depth = 0;
  for (let at = start; ;) {
    next.lastIndex = at;
    const found = next.exec(text);
    if (found === null) return undefined;
    marks.lastIndex = found.index;
    const mark = marks.exec(text)?.[0];
    if (mark === undefined) return undefined;
    if (mark === '{') depth++;
    if (mark === '}' && --depth === 0) return found.index + 1;
    at = found.index + mark.length;
  }
}

/**
 * A status has names and values: JSON that is mostly brackets would take many times its size of
 * memory, and is none.
 */
function isMostlyBrackets(text: string): boolean {
  let openings = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) openings += 1;
  }
  return openings * 16 > text.length + 16_384;
}

function parse(text: string): Record<string, unknown> | undefined {
  if (isMostlyBrackets(text)) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
