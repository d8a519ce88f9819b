import path from 'node:path';
import { choice, openObject, string } from '@hare/base/schema';
import type { KvEntry } from '@hare/base';
import {
  type Places,
  readOwnFile,
  readStateFile,
  removeStateFile,
  writeStateFile,
} from '@hare/stage';

type Where = Pick<Places, 'stateDir'>;

const at = ({ stateDir }: Where, name: string): string => path.join(stateDir, name);

/**
 * The configuration in Hare's Consul, which it keeps while it is down: as a separate KV in the
 * state folder.
 */
export const appliedKv = (places: Where): string => `json://${at(places, 'applied.json')}`;

/**
 * A configuration that config made while Consul was down, and that is still to be brought into it.
 */
export interface PendingConfiguration {
  /** What config was allowed to replace. */
  readonly replace: false | true | 'renumber';
  /** Of the description that it was made from. */
  readonly description: string;
}

const pendingSchema = openObject({
  version: choice(1),
  replace: choice(false, true, 'renumber'),
  description: string(),
});

/**
 * Remembers what Consul has now, with the matching confd.xc; nothing is pending any more.
 */
export async function rememberApplied(
  places: Where,
  applied: {
    readonly folder: string;
    readonly entries: readonly KvEntry[];
    readonly description: string;
    readonly owner: string;
  },
): Promise<void> {
  const { applyConfiguration } = await import('@hare/kv');
  const { folder, entries, description, owner } = applied;
  await applyConfiguration({
    kv: appliedKv(places),
    entries,
    description,
    owner,
    replace: 'renumber',
  });
  const confd = await readOwnFile(path.join(folder, 'confd.xc'));
  if (confd !== undefined)
    await writeStateFile(at(places, 'applied.confd.xc'), confd, { mode: 0o600 });
  await forgetPending(places);
}

/**
 * Whether the remembered confd.xc is the one with this SHA-256 (hexadecimal); a run that was killed
 * left the one before.
 */
export async function remembersConfd(places: Where, digest: string | undefined): Promise<boolean> {
  const remembered = await readOwnFile(at(places, 'applied.confd.xc'));
  if (remembered === undefined) return false;
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(remembered).digest('hex') === digest;
}

/** Whether Consul's content is known. */
export async function knowsApplied(places: Where): Promise<boolean> {
  return (
    (await readOwnFile(at(places, 'applied.json'))) !== undefined &&
    (await readOwnFile(at(places, 'applied.confd.xc'))) !== undefined
  );
}

/** Undefined: nothing is pending. @throws HareError `STATE_FILE_BROKEN` */
export async function readPending(places: Where): Promise<PendingConfiguration | undefined> {
  const found = await readStateFile(
    at(places, 'pending.json'),
    pendingSchema,
    'run config again, which writes this file: hare_setup config',
  );
  return found === undefined
    ? undefined
    : { replace: found.replace, description: found.description };
}

export async function writePending(places: Where, pending: PendingConfiguration): Promise<void> {
  await removeStateFile(at(places, 'pending.confd.xc'));
  await writeStateFile(
    at(places, 'pending.json'),
    `${JSON.stringify({ version: 1, ...pending }, undefined, 2)}\n`,
    { mode: 0o600 },
  );
}

export async function forgetPending(places: Where): Promise<void> {
  for (const name of ['pending.json', 'pending.confd.xc']) await removeStateFile(at(places, name));
}

/**
 * The confd.xc that matches Consul's configuration, and the pending one. The latter is kept from
 * the first attempt on, as the former is then in its place.
 */
export async function confdTexts(
  places: Where,
  folder: string,
): Promise<{ readonly applied: string; readonly pending: string }> {
  const [applied, kept, present] = await Promise.all(
    [
      at(places, 'applied.confd.xc'),
      at(places, 'pending.confd.xc'),
      path.join(folder, 'confd.xc'),
    ].map(readOwnFile),
  );
  const pending = kept ?? present ?? '';
  if (kept === undefined)
    await writeStateFile(at(places, 'pending.confd.xc'), pending, { mode: 0o600 });
  return { applied: applied ?? '', pending };
}
