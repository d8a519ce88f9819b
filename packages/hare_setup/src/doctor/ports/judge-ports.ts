import type { Finding } from '../finding.js';
import type { BusyPort } from './busy-ports.js';
import type { NeededPort } from './needed-ports.js';

/**
 * Whether the ports are free, or used by the services they belong to; the free ones are one
 * finding. Pure.
 */
export function judgePorts(
  needed: readonly NeededPort[],
  busy: readonly BusyPort[],
): readonly Finding[] {
  const taken = new Map(busy.map((each) => [each.port, each]));
  const free = needed.filter(({ port }) => !taken.has(port));
  const first: Finding = {
    check: 'ports',
    subject: `${free.length} of ${needed.length}`,
    outcome: 'ok',
    text: `free: ${free.map(({ port }) => port).join(', ')}`,
  };
  return [
    ...(free.length === 0 ? [] : [first]),
    ...needed.flatMap((port) => judgePort(port, taken.get(port.port))),
  ];
}

function judgePort(
  { port, who, holders }: NeededPort,
  busy: BusyPort | undefined,
): readonly Finding[] {
  if (busy === undefined) return [];
  const about = { check: 'ports', subject: String(port) } as const;
  const { holder, address } = busy;
  if (holder === undefined) {
    return [
      {
        ...about,
        outcome: 'warning',
        code: 'PORT_BUSY',
        text: `is needed by ${who}, but a hidden process listens on ${address}`,
        hint: `find the process as root: ss -ltnp 'sport = :${port}'`,
      },
    ];
  }
  if (holders.test(holder.command))
    return [{ ...about, outcome: 'ok', text: `used by ${who}: PID ${holder.pid}` }];
  return [
    {
      ...about,
      outcome: 'problem',
      code: 'PORT_TAKEN',
      text: `is needed by ${who}, but PID ${holder.pid} listens on ${address}: ${holder.command}`,
      hint:
        `stop that process, or give it another port: ps -fp ${holder.pid}; ss -ltnp 'sport = ` +
        `:${port}'`,
    },
  ];
}
