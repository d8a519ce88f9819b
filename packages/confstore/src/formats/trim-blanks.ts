/** The range without white space at both ends; ASCII only, as anything else is data. */
export function trimBlanks(
  text: string,
  from: number,
  to: number,
): readonly [start: number, end: number] {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return [start, end];
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

export function isTrimmed(text: string): boolean {
  const [start, end] = trimBlanks(text, 0, text.length);
  return start === 0 && end === text.length;
}
