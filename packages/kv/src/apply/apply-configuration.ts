import { setTimeout as sleep } from 'node:timers/promises';
import { HareError, type KvEntry } from '@hare/base';
import { clusterRuns, differentConfiguration, wouldRenumber } from './apply-refusal.js';
import type { ApplyRecord } from './apply-record.js';
import type { ApplyReport } from './apply-report.js';
import type { ApplyTarget } from './apply-target.js';
import { renumberedDrives } from './drive-fids.js';
import { recordKey } from '../keys/key-families.js';
import { isRecordOf, planApplication, wantedOf, type ApplicationPlan } from './plan-application.js';
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
   * Whether the cluster runs; asked only before keys are changed or removed: first, and again once
   * no other process can write.
   */
  readonly running?: () => Promise<boolean>;
  /** Only reports what would be done; the refusals are the same. */
  readonly dryRun?: boolean;
  /**
   * With `dryRun`, for a call that a writing one follows: only one of many processes reads the keys
   * to see what there is to do, and if there is something, keeps its turn until the KV, which is
   * open, is closed. The others wait for it, and find its record.
   */
  readonly takesTurn?: boolean;
  /** Called before each look at the keys themselves. */
  readonly beforeLook?: () => Promise<void>;
  readonly now?: () => Date;
  /** How long to wait for others who apply a configuration, ms (default 120,000). */
  readonly waitMs?: number;
  /** Ends a wait for others: its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Gets a line when it waits for another. */
  readonly log?: (line: string) => void;
  /** How Consul is reached, when `kv` is a URL. */
  readonly consul?: ConsulTargetOptions;
}

/** After a wait all others go on at once: how long they spread over, ms. */
const spreadMs = 500;

/**
 * Brings a configuration into a KV, all or nothing: readers find `applied` with exactly its keys,
 * or `applying`. Of many that do it at once, one does it, and the others find it done without
 * reading the keys. The same configuration again is one read at most, and no write. What a dead
 * writer left is finished or undone.
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
  let isPending = false;
  try {
    const report = await applyInTurn(target, options);
    isPending = options.dryRun === true && !report.unchanged;
    return report;
  } finally {
    if (!isPending) await target.endTurn?.();
  }
}

async function applyInTurn(target: ApplyTarget, options: ApplyOptions): Promise<ApplyReport> {
  const deadline = Date.now() + (options.waitMs ?? 120_000);
  let abandoned: string | undefined;
  /** The record as it was before anybody was waited for; empty: there was none. */
  let first: string | undefined;
  let hasTurn = false;
  let isTold = false;
  /** Who else writes, if that is known. */
  const waitForOthers = async (): Promise<string | undefined> => {
    if (!isTold)
      options.log?.('waiting for another process that is writing a configuration to the KV');
    isTold = true;
    const who = await target.waitForOthers(Math.max(1, deadline - Date.now()), options.signal);
    options.signal?.throwIfAborted();
    return who;
  };
  const { digest, names, shape } = wantedOf(options.entries);
  const isOurs = (record: ApplyRecord | undefined): record is ApplyRecord =>
    record?.state === 'applied' && isRecordOf(record, digest, options.description);
  const writes = options.dryRun !== true || options.takesTurn === true;
  // What will only be refused needs no turn, nor does reading what is there already.
  const needsTurn = (record: ApplyRecord | undefined): boolean =>
    writes &&
    (record?.state !== 'applied' || (!isOurs(record) && (options.replace ?? false) !== false));
  for (let attempt = 0; ; attempt += 1) {
    const glance = await target.glance?.();
    if (glance !== undefined) first ??= glance.recordText ?? '';
    if (glance !== undefined && isOurs(glance.record)) {
      await options.beforeLook?.();
      if (await glance.isIntact(shape)) return unchangedReport(digest, glance.record);
    }
    const isTurn = glance !== undefined && needsTurn(glance.record);
    if (isTurn && !hasTurn) {
      hasTurn = (await target.takeTurn?.(options.owner)) !== false;
      // Once it is ours, the one before has perhaps done it.
      if (hasTurn) continue;
      const who = await waitForOthers();
      if (Date.now() >= deadline) throw busy(target, who);
      if (who !== undefined) await sleep(Math.random() * spreadMs);
      continue;
    }
    await options.beforeLook?.();
    const snapshot = await target.read(names);
    const plan = planApplication(snapshot, options.entries, options.description);
    first ??= snapshot.recordText ?? '';
    if (
      !isTurn &&
      plan.kind === 'different' &&
      snapshot.record?.state === 'applying' &&
      snapshot.recordText !== abandoned
    ) {
      // Its writer may live: the verdict is due when it is done, or known to be gone.
      const who = await waitForOthers();
      if (who === undefined) abandoned = snapshot.recordText;
      else if (Date.now() >= deadline) throw busy(target, who);
      continue;
    }
    if (plan.kind === 'applied') return unchangedReport(digest, snapshot.record);
    // Only what was there when this began may be replaced, not what another has applied meanwhile.
    await checkAllowed(
      snapshot,
      plan,
      (snapshot.recordText ?? '') === first ? options : { ...options, replace: false },
    );
    const { applying, applied } = recordsOf(snapshot, plan, options);
    if (options.dryRun === true) return reportOf(plan, applied.generation, snapshot);
    const outcome = await target.write({
      expected: snapshot,
      applying,
      applied,
      sets: plan.changed.size === 0 ? plan.added : new Map([...plan.added, ...plan.changed]),
      deletes: plan.removed,
      isComplete: (now) => isComplete(now, options),
      guard: () => checkDown(snapshot, plan, options),
    });
    if (outcome === 'written') {
      const mark = await target.writtenMark?.();
      return { ...reportOf(plan, applied.generation, snapshot), mark };
    }
    hasTurn = false;
    const remaining = deadline - Date.now();
    if (remaining <= 0) throw busy(target, await target.waitForOthers(1));
    if (outcome === 'superseded') {
      await sleep(Math.random() * Math.min(500, 20 * 2 ** attempt));
      continue;
    }
    await waitForOthers();
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

/** Whether nothing of a configuration is missing, other than it is, or too much. */
function isComplete(now: Snapshot, { entries, description }: ApplyOptions): boolean {
  const { added, changed, removed } = planApplication(now, entries, description);
  return added.size + changed.size + removed.length === 0;
}

/** Of a configuration that was there. */
function unchangedReport(digest: string, record: ApplyRecord | undefined): ApplyReport {
  const generation = record?.generation ?? 0;
  return { generation, digest, added: [], changed: [], removed: [], unchanged: true };
}

/** Of what is written, or would be, to the KV as it was. */
function reportOf(plan: ApplicationPlan, generation: number, { record }: Snapshot): ApplyReport {
  return {
    generation,
    digest: plan.digest,
    added:
      plan.added.size === plan.keys.length
        ? plan.keys
        : plan.keys.filter((key) => plan.added.has(key)),
    changed: [...plan.changed.keys()].sort(),
    removed: [...plan.removed].sort(),
    unchanged: false,
    ...(record?.state !== 'applying'
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
