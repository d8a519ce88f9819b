import { once, type Given } from '@hare/base';
import { readStageConfig, type StageConfig, type StageContext } from '@hare/stage';
import {
  confStore as openConfStore,
  createClusterSession,
  type ClusterSession,
} from '@hare/cluster';
import { configurationSession, type ConfigurationSession } from '@hare/configuration';
import { findPackageManager, type PackageManager } from '@hare/os-packages';
import type { Change } from './changeset/changeset.js';
import { readChangeset } from './changeset/read-changeset.js';
import type { PlannedConfStore } from './conf-store/plan-edits.js';
import { keepBeside } from './keep-beside.js';
import type { UpgradeOptions } from './upgrade-options.js';

/** What the steps of one upgrade share. */
export interface UpgradeSession {
  readonly context: StageContext<UpgradeOptions>;
  readonly cluster: ClusterSession;
  readonly manager: () => Promise<PackageManager>;
  /** What config recorded before this run. */
  readonly recorded: StageConfig | undefined;
  readonly changes: Given<readonly Change[]>;
  /** Looked up each time. @throws HareError `CONFIG_URL_MISSING` when no ConfStore is known */
  readonly confStore: () => Promise<PlannedConfStore>;
  /** The new CDF and configuration, from the new ConfStore. */
  readonly configuration: ConfigurationSession;
  /** Keeps a copy of a file next to it before it is replaced. */
  readonly keep: (file: string) => Promise<void>;
}

/** The session of one run. */
export async function createUpgradeSession(
  context: StageContext<UpgradeOptions>,
): Promise<UpgradeSession> {
  const { options, places } = context;
  const recorded = await readStageConfig(places);
  const url = context.configUrl ?? '';
  const changes: Given<readonly Change[]> = once(() =>
    readChangeset(options.changeset, context.masker),
  );
  const confStore = async (): Promise<PlannedConfStore> => {
    // Says when none is known, and teaches the masker its secrets.
    await openConfStore(context);
    const { planEdits } = await import('./conf-store/plan-edits.js');
    return planEdits(url, await changes(), options.dialect);
  };
  const planned: Given<PlannedConfStore> = once(confStore);
  const configured = {
    file: recorded?.cdf,
    dialect: options.dialect,
    cdfFormat: options.cdfFormat,
    replace: options.replace ?? true,
    keepsText: true,
  };
  return {
    context,
    cluster: createClusterSession(context),
    manager: findPackageManager(context),
    recorded,
    changes,
    confStore,
    configuration: configurationSession(context, configured, async () => (await planned()).after),
    keep: (file) => keepBeside(file, recorded?.release ?? 'old'),
  };
}
