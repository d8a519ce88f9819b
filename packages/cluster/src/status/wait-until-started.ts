import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterDescription } from '@hare/cdf';
import { HareError, isHareError } from '@hare/base';
import { compareServices } from './compare-services.js';
import { type ClientsNeed, type ExpectedService, expectedServices } from './expected-services.js';
import { type Finding, formatFinding } from './finding.js';
import type { Hctl } from '@hare/hctl';

export interface WaitUntilStartedOptions {
  readonly hctl: Hctl;
  readonly cdf: ClusterDescription;
  readonly timeoutMs: number;
  /** Whether clients that serve users are waited for; default: they are not. */
  readonly clients?: ClientsNeed | undefined;
  /** Between two looks; default 2 s. */
  readonly pollMs?: number;
  /** Default: a timer. One that rejects ends the waiting. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Called with what is still missing. */
  readonly onWaiting?: (missing: readonly Finding[]) => void;
}

/**
 * Waits until every service is started without which the cluster does not run. While a cluster
 * comes up its status may fail or be incomplete.
 * @throws HareError `CLUSTER_NOT_STARTED` with everything that is still missing, or the last
 *   failure of status
 */
export async function waitUntilStarted(options: WaitUntilStartedOptions): Promise<void> {
  const deadline = performance.now() + options.timeoutMs;
  const expected = requiredServices(options.cdf, options.clients);
  const sleep = options.sleep ?? ((ms: number): Promise<void> => delay(ms));
  for (;;) {
    const now = await look(options.hctl, expected);
    if (now.kind === 'started') return;
    if (performance.now() >= deadline)
      throw now.kind === 'failed' ? now.error : notStarted(options, now.missing);
    if (now.kind === 'waiting') options.onWaiting?.(now.missing);
    await sleep(Math.min(options.pollMs ?? 2000, Math.max(1, deadline - performance.now())));
  }
}

/** The services without which a cluster does not run. */
export function requiredServices(
  cdf: ClusterDescription,
  clients?: ClientsNeed,
): readonly ExpectedService[] {
  return expectedServices(cdf, clients).filter(({ need }) => need === 'required');
}

type Look =
  | { readonly kind: 'started' }
  | { readonly kind: 'waiting'; readonly missing: readonly Finding[] }
  | { readonly kind: 'failed'; readonly error: HareError };

async function look(hctl: Hctl, expected: readonly ExpectedService[]): Promise<Look> {
  try {
    const answer = await hctl.statusJson();
    if (answer.kind === 'not-running')
      return {
        kind: 'failed',
        error: new HareError(
          'CLUSTER_NOT_STARTED',
          'hctl bootstrap succeeded, but hctl status says that the cluster is not running',
        ),
      };
    const missing = compareServices(expected, answer.status.nodes).filter(
      (finding) => finding.kind === 'missing' || finding.kind === 'offline',
    );
    return missing.length === 0 ? { kind: 'started' } : { kind: 'waiting', missing };
  } catch (error) {
    if (!isHareError(error) || error.code === 'COMMAND_INTERRUPTED') throw error;
    return { kind: 'failed', error };
  }
}

/** The units of what is missing, for journalctl; empty when no service is. */
export function unitsOf(missing: readonly Finding[]): string {
  const names = missing.flatMap(({ what, name, fid }) =>
    what !== 'service' || fid === undefined
      ? []
      : [
          name === 'hax'
            ? 'hare-hax'
            : ['confd', 'ioservice'].includes(name)
              ? `m0d@${fid}`
              : `${name === 's3server' ? 'm0_client_s3' : name}@${fid}`,
        ],
  );
  return [...new Set(names)]
    .slice(0, 4)
    .map((name) => `-u ${name}`)
    .join(' ');
}

function notStarted(
  { timeoutMs }: WaitUntilStartedOptions,
  missing: readonly Finding[],
): HareError {
  return new HareError(
    'CLUSTER_NOT_STARTED',
    `${missing.length} service${missing.length === 1 ? '' : 's'} not started within ` +
      `${Math.round(timeoutMs / 1000)} s`,
    {
      problems: missing.map(
        (finding) => new HareError('CLUSTER_NOT_STARTED', formatFinding(finding)),
      ),
      hint:
        'check their journal, or allow more time with --timeout 30m: journalctl -b -n 100 ' +
        unitsOf(missing),
    },
  );
}
