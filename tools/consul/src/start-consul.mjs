import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsulServer } from './consul-server.mjs';
import { freePorts } from './free-ports.mjs';
import { makeCertificates } from './make-certificates.mjs';

const startSeconds = 60;

export async function startConsul({ binary, servers: count = 1, acl = false, tls = false }) {
  for (let attempt = 1; ; attempt += 1) {
    const cluster = await prepareCluster({ binary, count, acl, tls });
    try {
      await Promise.all(cluster.servers.map((server) => server.restart()));
      await cluster.settled();
      if (acl) await cluster.bootstrapAcl();
      return cluster;
    } catch (error) {
      const taken = cluster.servers.some((server) =>
        server.log().includes('address already in use'),
      );
      await cluster.stop();
      if (!taken || attempt === 5) throw error;
    }
  }
}

async function prepareCluster({ binary, count, acl, tls }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hare-consul-'));
  const certificates = tls ? makeCertificates(binary, folder) : undefined;
  const numbers = await freePorts(count * 4);
  const ports = Array.from({ length: count }, (_, index) => {
    const [http, https, serf, server] = numbers.slice(index * 4);
    return { http, https, serf, server };
  });
  const servers = ports.map((own, index) => {
    const joins = ports.filter((other) => other !== own).map((other) => `127.0.0.1:${other.serf}`);
    return new ConsulServer({
      binary,
      folder,
      name: `server-${index + 1}`,
      ports: own,
      joins,
      expected: count,
      acl,
      tls: certificates,
    });
  });
  const cluster = {
    address: servers[0].address,
    url: `consul://${servers[0].address}/`,
    servers,
    token: undefined,
    caFile: certificates?.caFile,
    async leader() {
      return until(async () => {
        for (const server of servers) {
          const leader = await knownLeader(server);
          const place = ports.findIndex((own) => leader === `127.0.0.1:${own.server}`);
          if (place >= 0 && servers[place].pid !== undefined) return place;
        }
        return undefined;
      }, servers);
    },
    async settled() {
      await until(async () => {
        const known = await Promise.all(servers.map(writableLeader));
        return known[0] !== undefined && known.every((leader) => leader === known[0])
          ? true
          : undefined;
      }, servers);
    },
    async bootstrapAcl() {
      cluster.token = await until(async () => {
        const response = await request(servers[0], 'v1/acl/bootstrap', { method: 'PUT' });
        return response?.ok ? (await response.json()).SecretID : undefined;
      }, servers);
    },
    async tokenFor(rules) {
      const made = async (place, body) => {
        const response = await request(servers[0], `v1/acl/${place}`, {
          method: 'PUT',
          headers: { 'X-Consul-Token': cluster.token },
          body: JSON.stringify(body),
        });
        if (!response?.ok) throw new Error(`Consul makes no ${place}: ${await response?.text()}`);
        return response.json();
      };
      const { ID } = await made('policy', { Name: `policy-${randomUUID()}`, Rules: rules });
      return (await made('token', { Policies: [{ ID }] })).SecretID;
    },
    async clear() {
      await until(async () => {
        const response = await request(servers[0], 'v1/kv/?recurse=true', {
          method: 'DELETE',
          headers: cluster.token === undefined ? {} : { 'X-Consul-Token': cluster.token },
        });
        return response?.ok ? true : undefined;
      }, servers);
    },
    async stop() {
      await Promise.all(servers.map((server) => server.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return cluster;
}

async function knownLeader(server) {
  if (server.pid === undefined) return undefined;
  const response = await request(server, 'v1/status/leader');
  return response?.ok ? (await response.json()) || undefined : undefined;
}

/**
 * The leader as a server knows it, once that leader also answers consistent reads (403 without a
 * token is an answer).
 */
async function writableLeader(server) {
  const leader = await knownLeader(server);
  if (leader === undefined) return undefined;
  const response = await request(server, 'v1/kv/hare-consul-check?consistent');
  return response !== undefined && [200, 403, 404].includes(response.status) ? leader : undefined;
}

async function request(server, place, options = {}) {
  try {
    return await globalThis.fetch(`http://${server.address}/${place}`, {
      ...options,
      signal: globalThis.AbortSignal.timeout(5000),
    });
  } catch {
    return undefined;
  }
}

async function until(attempt, servers) {
  const deadline = Date.now() + startSeconds * 1000;
  for (;;) {
    const answer = await attempt();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline)
      throw new Error(
        `Consul has no leader after ${startSeconds} s:\n${servers.map((server) => server.log()).join('\n')}`,
      );
    await sleep(50);
  }
}
