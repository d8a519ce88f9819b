import { HareError, findProgram } from '@hare/base';
import type { CommandResult } from '@hare/command';
import type { StageContext } from '@hare/stage';

/** A unit of systemd that is active, or about to be. */
export interface ActiveUnit {
  /** `m0d@0x7200000000000001:0x2.service` */
  readonly name: string;
  /** Of Motr: it has devices open, or formats them. */
  readonly isMotr: boolean;
}

const motrPatterns = ['m0d@*', 'm0_client_*@*', 'motr-mkfs@*'];
const patterns = [...motrPatterns, 'hare-*'];
const activeStates: ReadonlySet<string> = new Set([
  'active',
  'activating',
  'deactivating',
  'reloading',
  'refreshing',
]);

/**
 * The units of Motr and Hare that are active on this machine. hctl does not see them all: its
 * status asks for hax only, and its shutdown leaves services that failed and clients. None without
 * systemctl, or if systemd is not running.
 * @throws HareError `UNITS_UNKNOWN` when systemctl does not answer
 */
export async function activeUnits({
  run,
  env,
}: Pick<StageContext, 'run' | 'env'>): Promise<readonly ActiveUnit[]> {
  const systemctl = findProgram('systemctl', env['PATH']).file;
  if (systemctl === undefined) return [];
  const result = await run([systemctl, 'list-units', '--plain', '--no-legend', ...patterns], {
    timeoutMs: 20_000,
    afterInterruption: true,
  });
  if (result.timedOut || isRefused(result))
    throw new HareError(
      'UNITS_UNKNOWN',
      `systemctl ${result.timedOut ? 'does not answer' : 'failed'}, so the active services ` +
        'of Motr are unknown',
      {
        where: { command: result.command },
        hint:
          'run it yourself: systemctl list-units ' +
          patterns.map((pattern) => `'${pattern}'`).join(' '),
      },
    );
  return result.exitCode === 0 ? parseUnits(result.stdout) : [];
}

/**
 * Without a running systemd there are no units; any other refusal, such as a bus that is down, says
 * nothing about them.
 */
function isRefused({ exitCode, stderr }: CommandResult): boolean {
  return (
    exitCode !== 0 &&
    !/not been booted with systemd|Failed to connect to bus: (?:Host is down|No such file or directory)/.test(
      stderr,
    )
  );
}

/**
 * What `systemctl list-units --plain --no-legend` printed: name, load, active, sub, description.
 * Pure.
 */
export function parseUnits(text: string): readonly ActiveUnit[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , active = ''] = line.trim().split(/\s+/);
    const isMotr = /^(?:m0d|m0_client_[^@]*|motr-mkfs)@/.test(name);
    return activeStates.has(active) && (isMotr || name.startsWith('hare-'))
      ? [{ name, isMotr }]
      : [];
  });
}

/** `m0d@…, hare-hax.service and 3 more` */
export function nameUnits(units: readonly ActiveUnit[]): string {
  const shown = units.slice(0, 4).map(({ name }) => name);
  return `${shown.join(', ')}${units.length > shown.length ? ` and ${units.length - shown.length} more` : ''}`;
}

/** The command that stops them. */
export function stopCommand(units: readonly ActiveUnit[]): string {
  return `systemctl stop ${units.map(({ name }) => `'${name}'`).join(' ')}`;
}
