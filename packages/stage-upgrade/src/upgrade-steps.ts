import type { StageContext, Step } from '@hare/stage';
import { clusterKnown, hctlFound, noBootstrapAtWork } from '@hare/cluster';
import { cdfWritten, configurationGenerated, kvApplied, runRecorded } from '@hare/configuration';
import { consulVersion, packageInstalled, parsePackageRequirement } from '@hare/os-packages';
import { cdfNotEdited } from './steps/cdf-not-edited.js';
import { changesetUnderstood } from './steps/changeset-understood.js';
import { confStoreChanged } from './steps/conf-store-changed.js';
import { packagesNotOlder } from './steps/packages-not-older.js';
import { upgradeRecorded } from './steps/upgrade-recorded.js';
import type { UpgradeOptions } from './upgrade-options.js';
import { createUpgradeSession } from './upgrade-session.js';

/**
 * The steps of upgrade: first everything that may refuse it, then ConfStore, CDF, configuration, KV
 * and records, each made from the one before.
 */
export async function upgradeSteps(
  context: StageContext<UpgradeOptions>,
): Promise<readonly Step[]> {
  const session = await createUpgradeSession(context);
  const { cluster, configuration, keep, manager } = session;
  const requirements = requirementsOf(context);
  const [notEdited, kv] = [cdfNotEdited(session), kvApplied(configuration)];
  return [
    ...requirements.map((requirement) => packageInstalled(manager, requirement)),
    consulVersion(context),
    packagesNotOlder(session),
    hctlFound(cluster),
    clusterKnown(cluster),
    noBootstrapAtWork(cluster),
    ...(context.options.changeset === undefined ? [] : [changesetUnderstood(session)]),
    confStoreChanged(session),
    notEdited,
    cdfWritten(configuration, { keep, guards: [notEdited, kv] }),
    configurationGenerated(configuration, { guards: [kv] }),
    kv,
    runRecorded(configuration, keep),
    upgradeRecorded(session, requirements),
  ];
}

/** The setting `packages`, and `--requires`, which says more about a package of the same name. */
function requirementsOf({ settings, options }: StageContext<UpgradeOptions>): readonly string[] {
  const asked = (options.requires ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const name = (requirement: string): string => parsePackageRequirement(requirement).name;
  return [
    ...settings.packages.filter((each) => !asked.some((other) => name(other) === name(each))),
    ...asked,
  ];
}
