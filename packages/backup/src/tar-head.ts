const block = 512;
/** More does not fit into the octal digits of a header. */
const maxOctalSize = 0o77777777777;

/**
 * The header before a regular file's bytes in a tar (ustar). A name that is too long or not ASCII,
 * or a size above 8 GiB, goes into an extended header (pax) before it.
 */
export function tarHead(
  path: string,
  { size, mode, mtime }: { readonly size: number; readonly mode: number; readonly mtime: Date },
): Buffer {
  const isPlain = path.length <= 100 && /^[\x20-\x7e]*$/.test(path);
  const isLarge = size > maxOctalSize;
  const records = `${isPlain ? '' : record('path', path)}${isLarge ? record('size', `${size}`) : ''}`;
  const seconds = Math.min(Math.max(0, Math.floor(mtime.getTime() / 1000)), maxOctalSize);
  const head = header(path, '0', isLarge ? 0 : size, mode, seconds);
  if (records === '') return head;
  const body = Buffer.from(records);
  const before = header('PaxHeader', 'x', body.length, 0o644, 0);
  return Buffer.concat([before, body, tarPadding(body.length), head]);
}

/** What fills up a tar after a file of so many bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** What ends a tar. */
export const tarEnd: Buffer = Buffer.alloc(2 * block);

function header(name: string, kind: string, size: number, mode: number, seconds: number): Buffer {
  const head = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number): void => {
    head.write(value.toString(8).padStart(digits, '0'), at);
  };
  head.write(name, 0, 100);
  octal(mode, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(seconds, 136, 11);
  head.write('        ', 148);
  head.write(kind, 156);
  head.write('ustar\u000000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  octal(sum, 148, 6);
  head[154] = 0;
  return head;
}

/** `30 path=…`: the length counts its own digits. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + 1;
  while (`${length}`.length + bytes !== length) length += 1;
  return `${length}${rest}`;
}
