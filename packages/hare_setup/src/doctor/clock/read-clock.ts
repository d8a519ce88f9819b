import { resolveConsulEndpoint, type ConsulOptions } from '@hare/consul';
import { isHareError } from '@hare/base';
import type { ClockReading } from './judge-clock.js';

/**
 * Asks the Consul behind an address (`host:port`) for the time. If it cannot answer, returns the
 * reason as text.
 */
export async function readClock(
  authority: string,
  timeoutMs: number,
  how: ConsulOptions = {},
): Promise<ClockReading | string> {
  try {
    const { protocol, host, port, socket, tls } = resolveConsulEndpoint(authority, how);
    const { request } =
      protocol === 'https:' ? await import('node:https') : await import('node:http');
    return await new Promise((resolve) => {
      const sentMs = Date.now();
      const asked = request(
        {
          ...(socket === undefined ? { host, port } : { socketPath: socket }),
          path: '/v1/status/leader',
          timeout: timeoutMs,
          ...tls,
        },
        (answer) => {
          answer.resume();
          const dateMs = Date.parse(answer.headers.date ?? '');
          resolve(
            Number.isNaN(dateMs)
              ? 'its answer has no time'
              : { sentMs, receivedMs: Date.now(), dateMs },
          );
        },
      );
      asked.once('timeout', () => asked.destroy(new Error(`no answer in ${timeoutMs / 1000} s`)));
      asked.once('error', (error: NodeJS.ErrnoException) =>
        resolve(`Consul is unreachable: ${error.code ?? error.message}`),
      );
      asked.end();
    });
  } catch (error) {
    if (isHareError(error)) return error.message;
    throw error;
  }
}
