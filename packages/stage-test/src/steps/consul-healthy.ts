import { parseStoreUrl, HareError } from '@hare/base';
import type { Step } from '@hare/stage';
import type { TestSession } from '../test-session.js';

interface HealthCheck {
  readonly Node: string;
  readonly Name: string;
  readonly Output: string;
  readonly Status: string;
}

/** Consul has a leader, and none of its checks is critical. */
export function consulHealthy(session: TestSession): Step {
  return {
    id: 'consul',
    title: 'Check the health of Consul',
    after: ['bootstrap'],
    check: async (look) => {
      const kv = await look(session.kv);
      if (kv.kind === 'deferred')
        return {
          ok: false,
          error: new HareError(
            'CONSUL_UNREACHABLE',
            'plan full needs Consul: nothing listens at 127.0.0.1:8500',
            { hint: 'pass it: --kv consul://HOST:PORT/' },
          ),
        };
      const place = parseStoreUrl(kv.url);
      if (place.scheme !== 'consul')
        return {
          ok: false,
          error: new HareError(
            'CONSUL_UNREACHABLE',
            `plan full needs Consul, but the KV is ${place.scheme}`,
            { hint: 'pass it: --kv consul://HOST:PORT/' },
          ),
        };
      const { ConsulKv } = await import('@hare/consul');
      const consul = ConsulKv.of(place);
      const leader = await consul.json('status/leader');
      if (typeof leader !== 'string' || leader === '')
        return {
          ok: false,
          error: new HareError('CONSUL_NO_LEADER', 'Consul has no leader', {
            hint: 'check the servers of Consul: consul operator raft list-peers',
          }),
        };
      const answer = await consul.json('health/state/critical');
      if (!Array.isArray(answer) || !answer.every(isHealthCheck))
        return {
          ok: false,
          error: new HareError(
            'CONSUL_NOT_CONSUL',
            `the server at ${consul.http.endpoint.address} is not Consul`,
            { where: consul.where(), hint: 'pass the address of Consul: --kv consul://HOST:PORT/' },
          ),
        };
      const critical: readonly HealthCheck[] = answer;
      const findings = critical.map(
        ({ Node: node, Name: name, Output: output }) =>
          `${node}: ${name} is critical: ${output.trim().split('\n')[0] ?? ''}`,
      );
      return findings.length === 0
        ? { ok: true, note: `leader ${leader}` }
        : {
            ok: false,
            error: new HareError(
              'CONSUL_CRITICAL',
              `${findings.length} ${findings.length === 1 ? 'check is' : 'checks are'} critical`,
            ),
            findings,
          };
    },
  };
}

function isHealthCheck(value: unknown): value is HealthCheck {
  const texts: readonly (keyof HealthCheck)[] = ['Node', 'Name', 'Output', 'Status'];
  return (
    typeof value === 'object' &&
    value !== null &&
    texts.every((name) => typeof (value as Record<string, unknown>)[name] === 'string')
  );
}
