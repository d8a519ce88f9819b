import { compareServices } from './status/compare-services.js';
import type { ClientsNeed } from './status/expected-services.js';
import type { Finding } from './status/finding.js';
import { requiredServices } from './status/wait-until-started.js';
import type { ClusterDescription } from '@hare/cdf';
import { isHareError } from '@hare/base';
import type { Hctl } from '@hare/hctl';
import type { Look } from '@hare/stage';
import type { ClusterSession } from './cluster-session.js';

/**
 * Every service without which the cluster does not run, and that does not run; undefined when the
 * cluster is down. @throws HareError of hctl
 */
export async function serviceFindings(
  hctl: Hctl,
  cdf: ClusterDescription,
  clients: ClientsNeed,
): Promise<readonly Finding[] | undefined> {
  const answer = await hctl.statusJson();
  if (answer.kind === 'not-running') return undefined;
  return compareServices(requiredServices(cdf, clients), answer.status.nodes).filter(
    (finding) => finding.kind === 'missing' || finding.kind === 'offline',
  );
}

/** True if all services are known to run; without a status nothing is known. */
export async function allServicesRun(session: ClusterSession, look: Look): Promise<boolean> {
  try {
    return (await look(session.services))?.length === 0;
  } catch (error) {
    if (!isHareError(error) || session.context.signal.aborted) throw error;
    return false;
  }
}
