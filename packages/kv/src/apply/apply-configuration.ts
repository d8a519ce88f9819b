import { setTimeout as sleep } from 'node:timers/promises';
import { HareError, type KvEntry } from '@hare/base';
import { clusterRuns, differentConfiguration, wouldRenumber } from './apply-refusal.js';
import type { ApplyRecord } from './apply-record.js';
import type { ApplyReport } from './apply-report.js';
import type { ApplyTarget } from './apply-target.js';
import { renumberedDrives } from './drive-fids.js';
import { recordKey } from '../keys/key-families.js';
import { namesOutside, planApplication, type ApplicationPlan } from './plan-application.js';
import { openTarget } from './open-target.js';
import type { ConsulTargetOptions } from './consul-target.js';
import type { Snapshot } from './snapshot.js';

export interface ApplyOptions {
  /** The KV as a ConfStore URL, or one that is open already (and stays open). */
  readonly kv: string | ApplyTarget;
  /** The whole configuration; of a repeated key the last value counts. */
  readonly entries: readonly KvEntry[];
  /**
   * The digest of the cluster description that it was made from: with it, descriptions that differ
   * count as different configurations even where their keys are the same.
   */
  readonly description?: string;
  /** Who applies it, for others to read: host and process. */
  readonly owner: string;
  /**
   * Whether another configuration may be replaced, and with `renumber` also the fids of drives that
   * exist.
   */
  readonly replace?: false | true | 'renumber';
  /**
   * Whether the cluster runs; asked only before keys would be changed or removed: at first, and
   * again when nobody else can write any more.
   */
  readonly running?: () => Promise<boolean>;
  /** Only tells what would be done; the refusals are the same. */
  readonly dryRun?: boolean;
  readonly now?: () => Date;
  /** How long to wait for others who apply a configuration, ms (default 120,000). */
  readonly waitMs?: number;
  /** Gets a line when it waits for another. */
  readonly log?: (line: string) => void;
  /** How Consul is reached, when `kv` is a URL. */
  readonly consul?: ConsulTargetOptions;
}

/**
 * Brings a configuration into a KV, all or nothing: readers find `applied` with exactly its keys,
 * or `applying`. Of many that do it at once, one does it, and the others find it done. The same
 * configuration again is one read and no write. What a dead writer left is finished or undone.
 * @throws HareError `APPLY_DIFFERENT`, `APPLY_CLUSTER_RUNS`, `APPLY_RENUMBERS` (nothing was
 *   written); `APPLY_BUSY`; those of the KV, after which another call is right
 */
export async function applyConfiguration(options: ApplyOptions): Promise<ApplyReport> {
  if (typeof options.kv !== 'string') return applyTo(options.kv, options);
  const target = await openTarget(options.kv, { now: options.now, ...options.consul });
  try {
    return await applyTo(target, options);
  } finally {
    await target.close();
  }
}

async function applyTo(target: ApplyTarget, options: ApplyOptions): Promise<ApplyReport> {
  const deadline = Date.now() + (options.waitMs ?? 120_000);
  let abandoned: string | undefined;
  let first: Snapshot | undefined;
  let isTold = false;
  const tellOnce = (): void => {
    if (!isTold)
      options.log?.('waiting for another process that is writing a configuration to the KV');
    isTold = true;
  };
  const names = namesOutside(options.entries);
  for (let attempt = 0; ; attempt += 1) {
    const snapshot = await target.read(names);
    const plan = planApplication(snapshot, options.entries, options.description);
    first ??= snapshot;
    if (
      plan.kind === 'different' &&
      snapshot.record?.state === 'applying' &&
      snapshot.recordText !== abandoned
    ) {
      // Its writer may live: the verdict is due when it is done, or known to be gone.
      tellOnce();
      const who = await target.waitForOthers(Math.max(1, deadline - Date.now()));
      if (who === undefined) abandoned = snapshot.recordText;
      else if (Date.now() >= deadline) throw busy(target, who);
      continue;
    }
    if (plan.kind === 'applied') return reportOf(plan, snapshot.record?.generation ?? 0);
    // Only what was there when this began may be replaced, not what another has applied meanwhile.
    await checkAllowed(
      snapshot,
      plan,
      snapshot.recordText === first.recordText ? options : { ...options, replace: false },
    );
    const { applying, applied } = recordsOf(snapshot, plan, options);
    if (options.dryRun === true) return reportOf(plan, applied.generation, snapshot);
    const outcome = await target.write({
      expected: snapshot,
      applying,
      applied,
      sets: new Map([...plan.added, ...plan.changed]),
      deletes: plan.removed,
      guard: () => checkDown(snapshot, plan, options),
    });
    if (outcome === 'written') return reportOf(plan, applied.generation, snapshot);
    const remaining = deadline - Date.now();
    if (remaining <= 0) throw busy(target, await target.waitForOthers(1));
    if (outcome === 'superseded') {
      await sleep(Math.random() * Math.min(500, 20 * 2 ** attempt));
      continue;
    }
    tellOnce();
    await target.waitForOthers(remaining);
  }
}

async function checkAllowed(
  snapshot: Snapshot,
  plan: ApplicationPlan,
  options: ApplyOptions,
): Promise<void> {
  const replace = options.replace ?? false;
  if (plan.kind === 'different' && replace === false) throw differentConfiguration(snapshot, plan);
  await checkDown(snapshot, plan, options);
  if (plan.kind !== 'different' || replace === 'renumber') return;
  const drives = renumberedDrives(
    snapshot.configuration(),
    new Map(options.entries.map(({ key, value }) => [key, String(value)])),
  );
  if (drives.length > 0) throw wouldRenumber(snapshot, drives);
}

/** Keys that exist are not changed under a running cluster. */
async function checkDown(
  snapshot: Snapshot,
  plan: ApplicationPlan,
  { running }: ApplyOptions,
): Promise<void> {
  if (
    (plan.changed.size + plan.removed.length > 0 || plan.otherDescription) &&
    (await running?.()) === true
  )
    throw clusterRuns(snapshot, plan);
}

function recordsOf(
  { record }: Snapshot,
  plan: ApplicationPlan,
  options: ApplyOptions,
): { readonly applying: ApplyRecord; readonly applied: ApplyRecord } {
  const generation =
    plan.kind === 'resume' ? (record?.generation ?? 1) : (record?.generation ?? 0) + 1;
  const previous = record?.state === 'applied' ? previousOf(record) : record?.previous;
  const applied: ApplyRecord = {
    version: 1,
    generation,
    digest: plan.digest,
    state: 'applied',
    owner: options.owner,
    ...(options.description === undefined ? {} : { description: options.description }),
    time: (options.now?.() ?? new Date()).toISOString(),
    names: plan.names,
  };
  const names = [
    ...new Set([
      ...plan.names,
      ...(record?.names ?? []),
      ...plan.removed.filter((key) => key !== recordKey && !key.includes('/')),
    ]),
  ].sort();
  return {
    applied,
    applying: {
      ...applied,
      state: 'applying',
      names,
      ...(previous === undefined ? {} : { previous }),
    },
  };
}

function previousOf({
  generation,
  digest,
  description,
}: ApplyRecord): NonNullable<ApplyRecord['previous']> {
  return { generation, digest, ...(description === undefined ? {} : { description }) };
}

/**
 * With the snapshot it was planned for, the report of what was written; without, of a configuration
 * that was there.
 */
function reportOf(plan: ApplicationPlan, generation: number, snapshot?: Snapshot): ApplyReport {
  return {
    generation,
    digest: plan.digest,
    added: [...plan.added.keys()].sort(),
    changed: [...plan.changed.keys()].sort(),
    removed: [...plan.removed].sort(),
    unchanged: snapshot === undefined,
    ...(snapshot?.record?.state !== 'applying'
      ? {}
      : { deadWriter: plan.kind === 'resume' ? ('resumed' as const) : ('undone' as const) }),
  };
}

function busy(target: ApplyTarget, who: string | undefined): HareError {
  return new HareError(
    'APPLY_BUSY',
    `another process is writing a configuration to the KV: ${who ?? 'it has just ended'}`,
    { where: { url: target.url }, hint: 'wait until it ends, then run config again' },
  );
}
