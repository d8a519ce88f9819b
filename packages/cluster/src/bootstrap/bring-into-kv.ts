import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { findKv } from '@hare/kv';
import { HareError, type KvEntry } from '@hare/base';
import type { Hctl } from '@hare/hctl';
import {
  rememberApplied,
  type PendingConfiguration,
} from '../configuration/applied-configuration.js';
import { activeUnits, nameUnits, stopCommand } from '../active-units.js';
import type { ClusterSession } from '../cluster-session.js';

export interface Bringing extends PendingConfiguration {
  /** The folder of the generated configuration. */
  readonly folder: string;
  /** Called when the KV has it. */
  readonly brought?: () => Promise<void>;
}

/**
 * Applies the generated configuration to the KV of a Consul that runs without Motr, with the guards
 * of config, and records that.
 */
export async function bringIntoKv(
  session: ClusterSession,
  hctl: Hctl,
  { folder, replace, description, brought }: Bringing,
): Promise<void> {
  const { context } = session;
  const units = (await activeUnits(context)).filter(({ isMotr }) => isMotr);
  if (units.length > 0)
    throw new HareError(
      'CLUSTER_UNITS_LEFT',
      'units of Motr are active, so the configuration cannot be written to the KV: ' +
        nameUnits(units),
      { hint: `stop these units: ${stopCommand(units)}` },
    );
  const kv = await findKv(context.kvUrl);
  if (kv.kind === 'deferred')
    throw new HareError(
      'CONFIG_NOT_BROUGHT',
      `the configuration cannot be written to the KV: ${kv.reason.replace(/;.*/, '')}`,
      { hint: 'pass the KV: --kv URL' },
    );
  const entries = await generatedEntries(folder);
  const owner = `${hostname()} pid ${process.pid}`;
  const { applyConfiguration } = await import('@hare/kv');
  const running = async (): Promise<boolean> => (await hctl.status()) === 'running';
  await applyConfiguration({
    kv: kv.url,
    entries,
    description,
    owner,
    replace,
    running,
    now: context.now,
    log: (line) => context.progress(line),
  });
  await brought?.();
  await rememberApplied(context.places, { folder, entries, description, owner });
}

/** What hctl imports with --mkfs. */
export async function generatedEntries(folder: string): Promise<readonly KvEntry[]> {
  return JSON.parse(
    await readFile(path.join(folder, 'consul-kv.json'), 'utf8'),
  ) as readonly KvEntry[];
}
