import { isHareError } from '@hare/base';
import { createMasker, type ProcessIo } from '@hare/cli/output';
import { compareStatus } from '@hare/cluster';
import { createRunCommand } from '@hare/command';
import { createHctl, findHctl, type Hctl } from '@hare/hctl';
import type { Machine } from '@hare/stage';
import type { LiveCluster } from './machine-facts.js';

/** The hctl of this machine. @throws HareError `HCTL_NOT_FOUND`, `HCTL_NOT_EXECUTABLE` */
export function openHctl(
  { places, settings }: Pick<Machine, 'places' | 'settings'>,
  { env, interruption }: Pick<ProcessIo, 'env' | 'interruption'>,
): Hctl {
  const masker = createMasker();
  masker.learnFrom(env);
  return createHctl({
    run: createRunCommand({ env, signal: interruption.signal }),
    binary: findHctl({ setting: settings.hctl, path: env['PATH'], prefix: places.prefix }),
    timeouts: settings.timeouts,
    mask: (text) => masker.text(text),
  });
}

/** The command to type: only its name, if the shell finds the same file by it. */
export function nameOf(hctl: Hctl, prefix: string, path: string | undefined): string {
  try {
    return findHctl({ path, prefix }) === hctl.binary ? 'hctl' : hctl.binary;
  } catch {
    return hctl.binary;
  }
}

/** How the cluster is now, compared with its description. */
export async function liveCluster(
  hctl: Hctl,
  description: Parameters<typeof compareStatus>[0],
  clients: Parameters<typeof compareStatus>[2],
): Promise<LiveCluster> {
  try {
    const answer = await hctl.statusJson({ devices: true });
    if (answer.kind === 'not-running') return { kind: 'stopped' };
    const { nodes, devices } = answer.status;
    return {
      kind: 'running',
      services: nodes.reduce(
        (sum, { svcs }) => sum + svcs.filter(({ status }) => status === 'started').length,
        0,
      ),
      devices: devices?.reduce((sum, { devs }) => sum + devs.length, 0),
      findings: compareStatus(description, answer.status, clients),
    };
  } catch (error) {
    if (!isHareError(error)) throw error;
    return { kind: 'unknown', reason: error.message };
  }
}
