/**
 * Bytes of a disk that another system uses: their offset, and what they are. Everything else of the
 * disk is zeros.
 */
export interface ForeignImage {
  /** As wipefs(8) calls it. */
  readonly type: string;
  readonly pieces: readonly (readonly [offset: number, bytes: Buffer])[];
  /** Part of LVM or an md array: `prepare` refuses that too, and not as a signature. */
  readonly memberOf?: string;
}

const someUuid = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');

/**
 * What the tools that make these would write, as far as it is looked at: for machines that have no
 * such tools.
 */
export const foreignImages: readonly ForeignImage[] = [
  { type: 'xfs', pieces: [[0, xfsSuperblock()]] },
  { type: 'btrfs', pieces: [[0x10000, btrfsSuperblock()]] },
  { type: 'ext4', pieces: [[1024, ext4Superblock()]] },
  { type: 'crypto_LUKS', pieces: [[0, Buffer.from('LUKS\xba\xbe\0\x01', 'latin1')]] },
  { type: 'swap', pieces: [[0, swapHeader()]] },
  {
    type: 'ceph_bluestore',
    pieces: [[0, Buffer.from(`bluestore block device\n${'0'.repeat(36)}\n`)]],
  },
  { type: 'dos', pieces: [[0, partitionTable()]] },
  { type: 'LVM2_member', pieces: [[512, lvmLabel()]], memberOf: 'LVM' },
  { type: 'linux_raid_member', pieces: [[4096, mdSuperblock()]], memberOf: 'an md array' },
];

function xfsSuperblock(): Buffer {
  const block = Buffer.alloc(512);
  block.write('XFSB');
  block.writeUInt32BE(4096, 4); // bytes of a block
  block.writeBigUInt64BE(2048n, 8); // blocks of data
  someUuid.copy(block, 32);
  block.writeBigUInt64BE(1024n, 48); // start of the log
  block.writeUInt32BE(1, 80); // blocks of a realtime extent
  block.writeUInt32BE(2048, 84); // blocks of an allocation group
  block.writeUInt32BE(1, 88); // allocation groups
  block.writeUInt32BE(1024, 96); // blocks of the log
  block.writeUInt16BE(0xb4a4, 100); // version
  block.writeUInt16BE(512, 102); // bytes of a sector
  block.writeUInt16BE(256, 104); // bytes of an inode
  block.writeUInt16BE(16, 106); // inodes of a block
  block.set([12, 9, 8, 4, 11, 0, 0, 25], 120); // logarithms of the above, and the percentage of inodes
  return block;
}

function btrfsSuperblock(): Buffer {
  const block = Buffer.alloc(4096);
  someUuid.copy(block, 0x20);
  block.writeBigUInt64LE(0x10000n, 0x30); // its own place
  block.write('_BHRfS_M', 0x40);
  block.writeUInt32LE(4096, 0x90); // bytes of a sector
  return block;
}

function ext4Superblock(): Buffer {
  const block = Buffer.alloc(1024);
  block.writeUInt32LE(64, 0); // inodes
  block.writeUInt32LE(1024, 4); // blocks
  block.writeUInt16LE(0xef53, 0x38);
  block.writeUInt32LE(1, 0x4c); // revision
  block.writeUInt32LE(0x4, 0x5c); // has a journal
  block.writeUInt32LE(0x40, 0x60); // has extents
  someUuid.copy(block, 0x68);
  return block;
}

/** What mkswap writes, in short. */
export function swapHeader(): Buffer {
  const page = Buffer.alloc(4096);
  page.writeUInt32LE(1, 1024); // version
  page.writeUInt32LE(255, 1028); // last page
  page.write('SWAPSPACE2', 4086);
  return page;
}

/** One partition of Linux, 8192 sectors from sector 2048. */
function partitionTable(): Buffer {
  const sector = Buffer.alloc(512);
  sector.writeUInt8(0x83, 450);
  sector.writeUInt32LE(2048, 454);
  sector.writeUInt32LE(8192, 458);
  sector.writeUInt16LE(0xaa55, 510);
  return sector;
}

function lvmLabel(): Buffer {
  const sector = Buffer.alloc(512);
  sector.write('LABELONE');
  sector.writeBigUInt64LE(1n, 8); // its own sector
  sector.writeUInt32LE(32, 20); // where the physical volume's header is
  sector.write('LVM2 001', 24);
  sector.fill('A', 32, 64); // UUID
  sector.writeBigUInt64LE(BigInt(8 * 1024 ** 2), 64); // bytes of the device
  sector.writeUInt32LE(lvmChecksum(sector.subarray(20)), 16);
  return sector;
}

/** CRC-32 as LVM computes it: with a start of its own, and not inverted at the end. */
function lvmChecksum(bytes: Buffer): number {
  let sum = 0xf597a6cf;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ ((sum & 1) === 0 ? 0 : 0xedb88320);
  }
  return sum >>> 0;
}

/** Version 1.2, which is 4 KiB after the start. */
function mdSuperblock(): Buffer {
  const block = Buffer.alloc(4096);
  block.writeUInt32LE(0xa92b4efc, 0);
  block.writeUInt32LE(1, 4); // version
  someUuid.copy(block, 16);
  block.writeBigUInt64LE(8n, 144); // its own sector
  return block;
}
