import type { Masker } from '@hare/cli/output';
import { isHareError, type HeldFolder } from '@hare/base';
import type { BundleArchive } from './archive/bundle-archive.js';
import type { BundleEntry, LeftOut } from './archive/bundle-manifest.js';

/** A bundle that is being made: what collectors put things into. */
export interface Bundle {
  readonly archive: BundleArchive;
  readonly masker: Masker;
  readonly entries: BundleEntry[];
  readonly leftOut: LeftOut[];
  /** A folder of our own for what must be on a disk meanwhile. */
  readonly work: HeldFolder;
}

/** Puts a text into the bundle, secrets masked; what does not fit is named. */
export async function putText(
  bundle: Bundle,
  name: string,
  source: string,
  text: string,
  mtime: Date,
): Promise<void> {
  const { maskLines } = await import('./mask-content.js');
  await putMasked(bundle, name, source, Buffer.from(maskLines(bundle.masker, text)), mtime);
}

/** Puts masked content into the bundle. */
export async function putMasked(
  bundle: Bundle,
  name: string,
  source: string,
  content: Buffer,
  mtime: Date,
): Promise<void> {
  if (await bundle.archive.put(name, content, mtime))
    bundle.entries.push({ name, source: bundle.masker.text(source) });
  else leaveOut(bundle, source, 'the archive would be too large');
}

/** Names what is not in the bundle, and why. */
export function leaveOut({ leftOut, masker }: Bundle, source: string, reason: string): void {
  leftOut.push({ source: masker.text(source), reason: masker.text(reason) });
}

/**
 * Runs a collector; what it cannot get is named, and the bundle goes on without it. An interruption
 * is none of that.
 */
export async function attempt(
  bundle: Bundle,
  source: string,
  signal: AbortSignal,
  collect: () => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  try {
    await collect();
  } catch (error) {
    signal.throwIfAborted();
    const message = error instanceof Error ? error.message : String(error);
    leaveOut(bundle, source, isHareError(error) ? `${message} [${error.code}]` : message);
  }
}
