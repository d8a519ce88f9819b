import { HareError } from '@hare/base';
import { damaged } from './archive-seal.js';
import { backupLimits } from './backup-limits.js';
import {
  block,
  checkSum,
  isZero,
  memberKinds,
  nameParts,
  octal,
  TarReader,
  textBytes,
} from './tar-reader.js';

/** A regular file in a tar. Its body must be read to its end before the next member. */
export interface TarMember {
  readonly name: string;
  readonly sizeBytes: number;
  body(): AsyncIterable<Buffer>;
}

type Where = HareError['where'];

/**
 * The members of a tar, one after the other. Only regular files and extended headers with one name
 * are known: backup writes nothing else.
 * @throws HareError `BACKUP_DAMAGED`, `BACKUP_MEMBER_REFUSED`
 */
export async function* tarMembers(
  tar: AsyncIterable<Buffer>,
  where: Where,
): AsyncGenerator<TarMember> {
  const bytes = new TarReader(tar, (what) => damaged(what, where));
  try {
    yield* members(bytes, where);
  } finally {
    await bytes.close();
  }
}

async function* members(bytes: TarReader, where: Where): AsyncGenerator<TarMember> {
  let count = 0;
  for (let head = await bytes.take(block); !isZero(head); head = await bytes.take(block)) {
    let { kind, sizeBytes } = header(head, where);
    let name: string | undefined;
    if (kind === 'x') {
      name = onlyName(await bytes.takeExtended(sizeBytes, backupLimits.extendedHeaderBytes), where);
      head = await bytes.take(block);
      if (isZero(head)) throw damaged('it has a name without a file', where);
      ({ kind, sizeBytes } = header(head, where));
    }
    name ??= nameIn(head, where);
    const isLinked = textBytes(head.subarray(157, 257)).length > 0;
    if ((kind !== '0' && kind !== '\0') || isLinked)
      throw memberRefused(
        name,
        'is a ' +
          (isLinked && kind === '0' ? 'Link' : (memberKinds[kind] ?? 'member of an unknown kind')),
        where,
      );
    count += 1;
    if (count > backupLimits.members + 1)
      throw memberRefused(name, `is more than the limit of ${backupLimits.members}`, where);
    const body = bytes.body(sizeBytes);
    yield { name, sizeBytes, body: () => body };
    if (!(await body.next()).done) throw new Error(`the body of ${name} was not read to its end`);
  }
  await bytes.restIsZero();
}

function header(head: Buffer, where: Where): { readonly kind: string; readonly sizeBytes: number } {
  checkSum(head, (what) => damaged(what, where));
  const sizeBytes = octal(head.subarray(124, 136));
  if (sizeBytes === undefined) throw damaged('the size of a member is not a number', where);
  return { kind: String.fromCharCode(head[156] ?? 0), sizeBytes };
}

export function memberRefused(name: string, what: string, where: Where): HareError {
  return new HareError(
    'BACKUP_MEMBER_REFUSED',
    `the member ${JSON.stringify(name.slice(0, 200))} ${what}; hare_setup never writes such ` +
      'a backup',
    { where, hint: 'do not use this backup; nothing was changed' },
  );
}

/** The name in an extended header; it says nothing else. */
function onlyName(body: Buffer, where: Where): string {
  const [, length, name] = /^(\d{1,5}) path=([^\0\n]+)\n$/.exec(utf8(body, where)) ?? [];
  if (name === undefined || Number(length) !== body.length)
    throw damaged('it has an extended header with more than a name', where);
  return name;
}

function nameIn(head: Buffer, where: Where): string {
  const [prefix, name] = nameParts(head).map((bytes) => utf8(bytes, where));
  return prefix === '' ? `${name}` : `${prefix}/${name}`;
}

function utf8(bytes: Buffer, where: Where): string {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw damaged('it has a name that is not UTF-8', where);
  return text;
}
