import type { StageContext, Step } from '@hare/stage';
import { clusterKnown, createClusterSession, hctlFound } from '@hare/cluster';
import { backupVerified } from './steps/backup-verified.js';
import { clusterHealthy } from './steps/cluster-healthy.js';
import { noBootstrapNow } from './steps/no-bootstrap-now.js';

/** The steps of pre_upgrade: checks only, so that all findings are reported at once. */
export function preUpgradeSteps(
  context: StageContext<{ readonly target: string | undefined }>,
): readonly Step[] {
  const cluster = createClusterSession(context);
  return [
    backupVerified(context, context.options.target),
    hctlFound(cluster),
    clusterKnown(cluster),
    noBootstrapNow(cluster),
    clusterHealthy(cluster),
  ];
}
