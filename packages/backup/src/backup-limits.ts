const mebibyte = 1024 ** 2;

/**
 * What a backup may be at most: an archive is a stranger's file, and whatever is beyond these was
 * not made by `backup`.
 */
export const backupLimits = {
  /** Of the archive itself. */
  archiveBytes: 256 * mebibyte,
  /** Of all that is in it. */
  totalBytes: 512 * mebibyte,
  members: 20_000,
  manifestBytes: 4 * mebibyte,
  /** Of an extended header, which contains one name. */
  extendedHeaderBytes: 4096,
  /** The archive may unpack to this much, and beyond that to so many times its own size. */
  freeBytes: 16 * mebibyte,
  ratio: 200,
  /** Of what is kept in memory while the rest is only compared. */
  keptBytes: 48 * mebibyte,
  kvKeys: 200_000,
  /** What Consul takes; as JSON it may be six times as long. */
  kvValueBytes: 512 * 1024,
  kvLineBytes: 4 * mebibyte,
  /** Of all values of the KV that are not text. */
  kvDataBytes: mebibyte,
} as const;

const large = /^var\/(?:confd\.(?:xc|cg|dhall)|consul-kv\.json)$/;

/** How large a member may be. */
export function memberLimit(name: string): number {
  if (large.test(name)) return backupLimits.totalBytes;
  if (name === 'kv.json') return 32 * mebibyte;
  if (/^(?:prefix-conf|etc-hare|etc)\//.test(name)) return 64 * 1024;
  return /\/(?:cluster|mkfs\.cdf)\.yaml$/.test(name) ? 16 * mebibyte : mebibyte;
}

/**
 * Whether a member is kept in memory to be looked into. The others are read again when they are put
 * in place.
 */
export function isLookedInto(name: string): boolean {
  return !large.test(name);
}
