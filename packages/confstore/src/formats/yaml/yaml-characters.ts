const space = 0x20;

/** A line end, or the end of the text. */
export function endsLine(code: number): boolean {
  return code === 0x0a || Number.isNaN(code);
}

export function endsWord(code: number): boolean {
  return code === space || endsLine(code);
}

/** Characters that js-yaml takes in plain texts: not all of those. */
export function isPrintable(code: number): boolean {
  return (code >= space && code < 0x7f) || (code >= 0xa0 && code < 0xd800);
}

/** Characters that a plain text may start with: not all of those. */
export function startsPlain(code: number): boolean {
  const isWord =
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f;
  return (
    isWord ||
    code === 0x2d ||
    (code >= 0xa0 && code < 0xd800) ||
    '/.+~$(<=^;'.includes(String.fromCharCode(code))
  );
}
