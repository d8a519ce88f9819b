import { configurationDigest } from './digest.js';
import type { ApplyTarget } from './apply-target.js';
import { openTarget } from './open-target.js';
import type { ConsulTargetOptions } from './consul-target.js';
import type { Snapshot } from './snapshot.js';

/** The state of a KV, as a reader can know it from one look. */
export type ConfigurationState =
  | { readonly kind: 'none' }
  /** Keys of a configuration without a record: imported by Hare itself. */
  | { readonly kind: 'unrecorded'; readonly digest: string }
  /** A configuration is being brought in, or its writer died: the keys are a mixture. */
  | {
      readonly kind: 'applying';
      readonly generation: number;
      readonly digest: string;
      readonly owner: string;
    }
  /** The record says applied; `intact` when the keys are exactly those it was made over. */
  | {
      readonly kind: 'applied';
      readonly generation: number;
      readonly digest: string;
      readonly owner: string;
      readonly time: string;
      readonly intact: boolean;
    };

/** Reads Hare's keys of the KV and compares its keys with its record. */
export async function readState(
  kv: string | ApplyTarget,
  consul: ConsulTargetOptions = {},
): Promise<ConfigurationState> {
  if (typeof kv !== 'string') return verify(await kv.read());
  const target = await openTarget(kv, consul);
  try {
    return verify(await target.read());
  } finally {
    await target.close();
  }
}

/**
 * The check of a reader: in every snapshot, state `applied` means that the digest over the keys
 * equals the recorded one.
 */
export function verify(snapshot: Snapshot): ConfigurationState {
  const { record } = snapshot;
  const found = snapshot.configuration();
  if (record === undefined)
    return found.size === 0
      ? { kind: 'none' }
      : { kind: 'unrecorded', digest: configurationDigest(found) };
  const { generation, digest, owner, time } = record;
  if (record.state === 'applying') return { kind: 'applying', generation, digest, owner };
  return {
    kind: 'applied',
    generation,
    digest,
    owner,
    time,
    intact: configurationDigest(found) === digest,
  };
}
