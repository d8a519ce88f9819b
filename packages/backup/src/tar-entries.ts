import {
  block,
  checkSum,
  isZero,
  memberKinds,
  nameParts,
  octal,
  TarReader,
  textBytes,
  type Damaged,
} from './tar-reader.js';

/** A member of a tar that another program wrote. A body that is begun must be read to its end. */
export interface TarEntry {
  readonly name: string;
  /** `File`, or what else it is: `SymbolicLink`, `Directory` … */
  readonly kind: string;
  readonly sizeBytes: number;
  readonly mtime: Date;
  body(): AsyncIterable<Buffer>;
}

type Records = ReadonlyMap<string, string>;

const maxExtendedBytes = 1024 * 1024;
const damaged: Damaged = (what) => new Error(`the tar is damaged: ${what}`);

/**
 * The members of any program's tar, one after the other: ustar, with the extended headers of pax and
 * the long names and large sizes of GNU tar. Nothing is promised about the names: they may leave
 * the archive.
 * @throws Error when it is damaged
 */
export async function* tarEntries(tar: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = new TarReader(tar, damaged);
  const global = new Map<string, string>();
  let own = new Map<string, string>();
  try {
    while (!(await bytes.isAtEnd())) {
      const head = await bytes.take(block);
      if (isZero(head)) return;
      checkSum(head, damaged);
      const letter = String.fromCharCode(head[156] ?? 0);
      const sizeBytes = numberIn(head.subarray(124, 136));
      if (/[xgLK]/.test(letter)) {
        const body = await bytes.takeExtended(sizeBytes, maxExtendedBytes);
        if (letter === 'L') own.set('path', textBytes(body).toString());
        else if (letter !== 'K')
          for (const [key, value] of recordsIn(body))
            (letter === 'g' ? global : own).set(key, value);
        continue;
      }
      // A sparse file of GNU tar: where it has more parts than its header can say, blocks follow.
      let more = letter === 'S' ? head[482] : 0;
      while (more === 1) more = (await bytes.take(block))[504];
      const entry = entryOf(head, letter, new Map([...global, ...own]), bytes);
      own = new Map();
      yield entry;
      for await (const _ of entry.body());
    }
  } finally {
    await bytes.close();
  }
}

function entryOf(head: Buffer, letter: string, records: Records, bytes: TarReader): TarEntry {
  const [prefix, base] = nameParts(head);
  const ownName = prefix.length === 0 ? base : Buffer.concat([prefix, Buffer.from('/'), base]);
  const name = records.get('path') ?? ownName.toString();
  const sizeBytes = Number(records.get('size') ?? numberIn(head.subarray(124, 136)));
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
    throw damaged('the size of a member is not a number');
  const seconds = Number(records.get('mtime') ?? octal(head.subarray(136, 148)));
  const mtime = new Date(seconds * 1000);
  const kinds: Readonly<Record<string, string>> = { '0': 'File', '\0': 'File', '7': 'File' };
  const isFolder = kinds[letter] === 'File' && name.endsWith('/');
  const body = bytes.body(/[1-6]/.test(letter) ? 0 : sizeBytes);
  return {
    name,
    kind: isFolder
      ? 'Directory'
      : (kinds[letter] ?? memberKinds[letter] ?? 'member of an unknown kind'),
    sizeBytes,
    mtime: Number.isNaN(mtime.getTime()) ? new Date(0) : mtime,
    body: () => body,
  };
}

/** Octal digits, or the bytes of the number itself if there are too few digits. */
function numberIn(field: Buffer): number {
  const first = field[0] ?? 0;
  const value =
    first === 0x80
      ? Number(BigInt(`0x${field.subarray(1).toString('hex')}`))
      : (octal(field) ?? Number.NaN);
  if (!Number.isSafeInteger(value)) throw damaged('the size of a member is not a number');
  return value;
}

/** `LENGTH KEY=VALUE\n`, one after the other; a value can be anything. */
function recordsIn(body: Buffer): Records {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length && body[at] !== 0;) {
    const [, digits = '', key = ''] =
      /^(\d{1,7}) ([^=]+)=/.exec(body.toString('latin1', at, at + 300)) ?? [];
    const end = at + Number(digits);
    const start = at + digits.length + key.length + 2;
    if (digits === '' || end <= start || end > body.length || body[end - 1] !== 0x0a)
      throw damaged('an extended header in it is not understood');
    records.set(key, body.toString('utf8', start, end - 1));
    at = end;
  }
  return records;
}
