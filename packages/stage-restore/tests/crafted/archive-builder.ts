import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** A member as an attacker who knows the format might write it. */
export interface CraftedMember {
  readonly name: string | Buffer;
  readonly body?: Buffer | string;
  readonly type?: string;
  readonly linkname?: string;
  readonly mode?: number;
  readonly uid?: number;
  /** What the header says; default: the truth. */
  readonly size?: Buffer | number;
  /** Raw bytes before it. */
  readonly before?: Buffer;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export function tarMember({
  name,
  body = '',
  type = '0',
  linkname = '',
  mode = 0o644,
  uid = 0,
  size,
  before = Buffer.alloc(0),
}: CraftedMember): Buffer {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(512);
  Buffer.from(name).copy(head, 0, 0, 100);
  head.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  head.write(`${uid.toString(8).padStart(7, '0')}\0`, 108);
  head.write('0000000\0', 116);
  if (Buffer.isBuffer(size)) size.copy(head, 124, 0, 12);
  else head.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148);
  head.write(type, 156);
  head.write(linkname, 157);
  head.write('ustar\u000000', 257);
  head.write(
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return Buffer.concat([before, head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

/** An extended header of any text. */
export function extendedHeader(records: string, type = 'x'): Buffer {
  return tarMember({ name: 'PaxHeader/x', type, body: records });
}

/** `name=value` as extended headers write it, with the length of itself. */
export function record(name: string, value: string): string {
  const rest = ` ${name}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (String(length).length + Buffer.byteLength(rest) !== length) length += 1;
  return `${length}${rest}`;
}

export const tarEnd: Buffer = Buffer.alloc(1024);

/** The seal, right for whatever is in it. */
export function seal(
  tar: Buffer,
  { more = Buffer.alloc(0), cut = 0 }: { readonly more?: Buffer; readonly cut?: number } = {},
): Buffer {
  const packed = gzipSync(tar, { level: 1 }).subarray(10);
  const first = Buffer.concat([
    gzipHead('hare_setup backup 1'),
    packed.subarray(0, packed.length - cut),
    more,
  ]);
  return Buffer.concat([
    first,
    gzipHead(`hare_setup sha256 ${sha256(first)}`),
    Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]);
}

function gzipHead(comment: string): Buffer {
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff]),
    Buffer.from(`${comment}\0`, 'latin1'),
  ]);
}

/** So many MiB of zeros as gzip members that cost next to nothing. */
export function zeros(mebibytes: number): Buffer {
  const one = gzipSync(Buffer.alloc(16 * 1024 * 1024), { level: 9 });
  return Buffer.concat(Array.from({ length: Math.ceil(mebibytes / 16) }, () => one));
}

/** What a crafted backup is made of: a valid one, and what an attacker does to it. */
export interface Draft {
  manifest: Record<string, unknown>;
  readonly files: Map<string, Buffer>;
  /** Members after those that the manifest names. */
  readonly more: CraftedMember[];
  /** Fields of the manifest's entries, whatever is true. */
  readonly claims: Map<string, Record<string, unknown>>;
  readonly replaced: Map<string, CraftedMember>;
}

/** Puts the draft together with right sums. */
export function assemble(
  { manifest, files, more, claims, replaced }: Draft,
  tail: Buffer = tarEnd,
): Buffer {
  const listed = [...files].map(([name, bytes]) => ({
    name,
    mode: 0o644,
    uid: 0,
    gid: 0,
    size: bytes.length,
    sha256: sha256(bytes),
    ...claims.get(name),
  }));
  const text = JSON.stringify({
    ...manifest,
    ...(manifest['files'] === undefined ? { files: listed } : {}),
  });
  return Buffer.concat([
    tarMember({ name: 'manifest.json', body: text, mode: 0o600 }),
    ...[...files].map(([name, body]) => tarMember(replaced.get(name) ?? longNamed(name, body))),
    ...more.map(tarMember),
    tail,
  ]);
}

function longNamed(name: string, body: Buffer): CraftedMember {
  return {
    name,
    body,
    ...(Buffer.byteLength(name) > 100 ? { before: extendedHeader(record('path', name)) } : {}),
  };
}
