import type http from 'node:http';
import type { ConsulEndpoint } from './consul-endpoint.js';

/** How long an idle connection stays open, ms. */
const idleMs = 4000;

const agents = new Map<string, http.Agent>();

/**
 * The connections to an endpoint, shared by all stores of this process: they stay open between
 * requests, close when idle, and keep no process alive.
 */
export function sharedAgent(
  endpoint: ConsulEndpoint,
  library: Pick<typeof http, 'Agent'>,
): http.Agent {
  const key = JSON.stringify([endpoint.protocol, endpoint.address, endpoint.tls]);
  const known = agents.get(key);
  if (known !== undefined) return known;
  const agent = new library.Agent({
    keepAlive: true,
    timeout: idleMs,
    ...(endpoint.protocol === 'https:' ? endpoint.tls : {}),
  });
  agents.set(key, agent);
  return agent;
}
