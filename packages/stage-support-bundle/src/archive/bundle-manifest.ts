import { gzipSync } from 'node:zlib';
import { escapeText } from '@hare/base';

/** A member of the bundle. */
export interface BundleEntry {
  readonly name: string;
  /** File, command or KV it was made of. */
  readonly source: string;
  /** ISO 8601: the times that the lines of a log say. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What of the source is not in it. */
  readonly cut?: string | undefined;
}

/** Something that is not in the bundle. */
export interface LeftOut {
  readonly source: string;
  readonly reason: string;
}

/** `manifest.json`: what a bundle contains and what was left out. */
export interface BundleManifest {
  readonly kind: 'hare_setup support bundle';
  readonly version: 1;
  readonly id: string;
  readonly host: string;
  readonly created: string;
  readonly period: string;
  readonly sizeLimitBytes: number;
  readonly entries: readonly BundleEntry[];
  readonly leftOut: readonly LeftOut[];
  /** The number of entries and omissions not listed, if the size does not allow them. */
  readonly notListed?: number | undefined;
}

/**
 * The manifest as text, escaped, whose compressed size stays below a limit: lists that are too long
 * are cut, and it says by how much.
 */
export function formatManifest(manifest: BundleManifest, limitBytes: number): Buffer {
  for (let share = 1; ; share /= 2) {
    const entries = manifest.entries.slice(0, Math.floor(manifest.entries.length * share));
    const leftOut = manifest.leftOut.slice(0, Math.floor(manifest.leftOut.length * share));
    const notListed =
      manifest.entries.length + manifest.leftOut.length - entries.length - leftOut.length;
    const text = Buffer.from(
      `${escapeText(JSON.stringify({ ...manifest, entries, leftOut, ...(notListed === 0 ? {} : { notListed }) }, undefined, 1))}\n`,
    );
    // Its header and padding are compressed with it, and gain from that.
    if (gzipSync(text).length + 300 <= limitBytes || (entries.length === 0 && leftOut.length === 0))
      return text;
  }
}
