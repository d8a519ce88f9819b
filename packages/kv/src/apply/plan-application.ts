import type { ApplyRecord } from './apply-record.js';
import type { ConfigurationShape } from './apply-target.js';
import { configurationDigest } from './digest.js';
import { contentSelection, isClusterKey, isConfigurationKey } from '../keys/key-families.js';
import type { KvEntry } from '@hare/base';
import { configuredValue, keepState } from '../keys/node-state.js';
import type { Snapshot } from './snapshot.js';

/**
 * What to write so that the KV has a configuration, and how that differs from what is there.
 */
export interface ApplicationPlan {
  readonly digest: string;
  /** All keys of the configuration, sorted. */
  readonly keys: readonly string[];
  /** Those outside of Hare's families. */
  readonly names: readonly string[];
  /** Keys with the texts to write, new ones and changed ones. */
  readonly added: ReadonlyMap<string, string>;
  readonly changed: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
  /** Whether the KV says that its configuration was made from another cluster description. */
  readonly otherDescription: boolean;
  /**
   * `applied`: it exists and the record says so. `adopt`: nothing contradicts it, and at most keys
   * or the record are missing. `resume`, `undo`: a writer died; its configuration, or the one
   * before it, is this one, or it was the first. `different`: there is another configuration.
   */
  readonly kind: 'applied' | 'adopt' | 'resume' | 'undo' | 'different';
}

/**
 * Compares a configuration with the KV. Keys that a running cluster owns only count if they are
 * missing. `description`: the digest of the cluster description that it was made from; it counts if
 * the KV names one too.
 */
export function planApplication(
  snapshot: Snapshot,
  entries: readonly KvEntry[],
  description?: string,
): ApplicationPlan {
  const { wanted, digest, keys, names } = wantedOf(entries);
  const differences = snapshot.isEmpty
    ? { added: wanted, changed: new Map<string, string>(), removed: [] }
    : differencesOf(snapshot, wanted);
  const isOf = (record: Described): boolean => isRecordOf(record, digest, description);
  const plan = {
    digest,
    keys,
    names,
    ...differences,
    otherDescription:
      snapshot.record !== undefined && isOtherDescription(snapshot.record, description),
  };
  return { ...plan, kind: kindOf(snapshot, plan, isOf) };
}

function differencesOf(
  snapshot: Snapshot,
  wanted: ReadonlyMap<string, string>,
): Pick<ApplicationPlan, 'added' | 'changed' | 'removed'> {
  const present = snapshot.configuration();
  const added = new Map<string, string>();
  const changed = new Map<string, string>();
  for (const [key, text] of wanted) {
    if (!snapshot.has(key)) added.set(key, text);
    else if (!isClusterKey(key)) {
      const old = present.get(key) ?? snapshot.text(key) ?? '';
      if (old !== text && configuredValue(key, old) !== configuredValue(key, text))
        changed.set(key, keepState(key, text, old));
    }
  }
  const removed = [...present.keys()].filter((key) => !wanted.has(key) && !isClusterKey(key));
  return { added, changed, removed };
}

export interface Wanted {
  /** Key → text. */
  readonly wanted: ReadonlyMap<string, string>;
  readonly digest: string;
  readonly keys: readonly string[];
  readonly names: readonly string[];
  readonly shape: ConfigurationShape;
}

const known = new WeakMap<readonly KvEntry[], Wanted>();

/**
 * What follows from the entries alone: computed once a run, though each look at the KV makes a new
 * plan.
 */
export function wantedOf(entries: readonly KvEntry[]): Wanted {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const wanted = new Map<string, string>();
  for (const { key, value } of entries) wanted.set(key, String(value));
  const keys = [...wanted.keys()].sort();
  const found = {
    wanted,
    digest: configurationDigest(wanted, keys),
    keys,
    names: keys.filter((key) => !isConfigurationKey(key) && !isClusterKey(key)),
    shape: {
      folders: contentSelection.large.filter((folder) =>
        keys.some((key) => key.startsWith(folder)),
      ),
      keys: keys.filter((key) => !contentSelection.large.some((folder) => key.startsWith(folder))),
    },
  };
  known.set(entries, found);
  return found;
}

/** Their digest, made once. */
export function digestOfEntries(entries: readonly KvEntry[]): string {
  return wantedOf(entries).digest;
}

type Described = Pick<ApplyRecord, 'digest' | 'description'>;

/** Whether a record speaks of this configuration. */
export function isRecordOf(
  record: Described,
  digest: string,
  description: string | undefined,
): boolean {
  return record.digest === digest && !isOtherDescription(record, description);
}

function isOtherDescription({ description }: Described, wanted: string | undefined): boolean {
  return description !== undefined && wanted !== undefined && description !== wanted;
}

function kindOf(
  { record }: Snapshot,
  { added, changed, removed }: Omit<ApplicationPlan, 'kind'>,
  isOf: (record: Described) => boolean,
): ApplicationPlan['kind'] {
  if (record?.state === 'applied') {
    if (!isOf(record)) return 'different';
    return added.size + changed.size + removed.length === 0 ? 'applied' : 'adopt';
  }
  if (record?.state === 'applying') {
    if (isOf(record)) return 'resume';
    return record.previous === undefined || isOf(record.previous) ? 'undo' : 'different';
  }
  return changed.size + removed.length === 0 ? 'adopt' : 'different';
}
