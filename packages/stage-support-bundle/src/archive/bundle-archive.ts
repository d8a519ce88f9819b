import { open, type FileHandle } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { tarEnd, tarHead, tarPadding } from '@hare/backup';

/** A part of the spool file: one gzip member. */
interface Piece {
  readonly offset: number;
  readonly length: number;
  /** Uncompressed. */
  readonly bytes: number;
}

/** A member of the bundle whose pieces are still coming in. */
export interface BundleMember {
  readonly name: string;
  readonly mtime: Date;
  /** In the order of the file's content. */
  readonly pieces: Piece[];
}

/**
 * A header, its padding and an extended header for a long name, compressed, take less than this.
 */
const memberBytes = 600;

/**
 * A tar.gz that never gets larger than allowed. Every piece of content is a gzip member of its own
 * (members that follow each other are one gzip file), so its compressed size is known before it is
 * taken, and pieces of a log can come in last first. They wait in a spool file; memory stays small.
 */
export class BundleArchive {
  readonly #spool: FileHandle;
  readonly #limitBytes: number;
  readonly #members: BundleMember[] = [];
  #spooled = 0;
  #used: number;

  private constructor(spool: FileHandle, limitBytes: number, reservedBytes: number) {
    this.#spool = spool;
    this.#limitBytes = limitBytes;
    this.#used = reservedBytes + 100;
  }

  /** `reservedBytes` are kept free for the manifest, which is made last and comes first. */
  static async create(
    spoolFile: string,
    limitBytes: number,
    reservedBytes: number,
  ): Promise<BundleArchive> {
    return new BundleArchive(await open(spoolFile, 'wx+', 0o600), limitBytes, reservedBytes);
  }

  get freeBytes(): number {
    return this.#limitBytes - this.#used;
  }

  /** Begins a member; undefined when not even its header fits. */
  begin(name: string, mtime: Date): BundleMember | undefined {
    if (this.freeBytes < memberBytes) return undefined;
    this.#used += memberBytes;
    const member: BundleMember = { name, mtime, pieces: [] };
    this.#members.push(member);
    return member;
  }

  /** Takes content before or after what the member has; false when it does not fit. */
  async add(member: BundleMember, content: Buffer, at: 'start' | 'end'): Promise<boolean> {
    const packed = gzipSync(content, { level: 6 });
    if (packed.length > this.freeBytes) return false;
    await this.#spool.write(packed, 0, packed.length, this.#spooled);
    const piece: Piece = { offset: this.#spooled, length: packed.length, bytes: content.length };
    this.#spooled += packed.length;
    this.#used += packed.length;
    if (at === 'start') member.pieces.unshift(piece);
    else member.pieces.push(piece);
    return true;
  }

  /** Gives a member and its room back. */
  drop(member: BundleMember): void {
    const index = this.#members.indexOf(member);
    if (index === -1) return;
    this.#members.splice(index, 1);
    this.#used -= memberBytes + member.pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** Takes a small member whole; false when it does not fit. */
  async put(name: string, content: Buffer, mtime: Date): Promise<boolean> {
    const member = this.begin(name, mtime);
    if (member === undefined) return false;
    if (content.length === 0 || (await this.add(member, content, 'end'))) return true;
    this.drop(member);
    return false;
  }

  /** Writes the archive, the manifest first; its size in bytes. */
  async write(file: FileHandle, manifest: Buffer, now: Date): Promise<number> {
    let size = 0;
    const append = async (bytes: Buffer): Promise<void> => {
      await file.write(bytes, 0, bytes.length, size);
      size += bytes.length;
    };
    await append(
      gzipSync(
        Buffer.concat([
          tarHead('manifest.json', { size: manifest.length, mode: 0o600, mtime: now }),
          manifest,
          tarPadding(manifest.length),
        ]),
      ),
    );
    for (const { name, mtime, pieces } of this.#members) {
      const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
      await append(gzipSync(tarHead(name, { size: bytes, mode: 0o600, mtime })));
      for (const piece of pieces) {
        const content = Buffer.alloc(piece.length);
        await this.#spool.read(content, 0, piece.length, piece.offset);
        await append(content);
      }
      if (bytes % 512 !== 0) await append(gzipSync(tarPadding(bytes)));
    }
    await append(gzipSync(tarEnd));
    return size;
  }

  async close(): Promise<void> {
    await this.#spool.close();
  }
}
