import path from 'node:path';
import {
  boolean,
  choice,
  list,
  number,
  object,
  optional,
  readData,
  record,
  refine,
  type Schema,
  string,
} from '@hare/base/schema';

/** Names that config gives to services in their environment files. */
const variables = new Set([
  'MOTR_M0D_EP',
  'MOTR_HA_EP',
  'MOTR_PROCESS_FID',
  'MOTR_CONF_XC',
  'MOTR_BE_SEG_PATH',
  'MOTR_NODE_UUID',
  'MOTR_LOG_PATH',
  'MOTR_LOG_SIZE',
  'MOTR_PROFILE_FID',
  'MOTR_CLIENT_EP',
  'MOTR_CLIENT_PORT',
]);
const programs = ['check-service', 'consul-watch-handler', 'elect-rc-leader'];
const host = string({ pattern: /^[A-Za-z0-9][\w.:-]{0,253}$/ });
const word = string({ pattern: /^[\w./:@,=+-]*$/ });

/**
 * Why a generated file of a backup from elsewhere could run foreign code: it has more than config
 * writes into it. Undefined if it cannot, or if it is of a kind that is never run. `prefix`: where
 * Hare is installed on this machine.
 */
export function runsCode(name: string, bytes: Buffer, prefix: string): string | undefined {
  const text = bytes.toString('utf8');
  if (name.startsWith('var/sysconfig/'))
    return isEnvironment(text) ? undefined : 'sets variables that are not from Motr';
  if (/^var\/consul-(?:server|client)-conf\//.test(name))
    return fits(agentConfiguration(prefix), text)
      ? undefined
      : 'makes the Consul agent run or call something that Hare does not use';
  if (name === 'var/consul-agents.json')
    return fits(object({ servers: agents, clients: agents }), text)
      ? undefined
      : 'contains an agent that is not a host name';
  if (name === 'var/node-name')
    return readData(host, text.trimEnd()).ok ? undefined : 'is not a host name';
  return undefined;
}

const agents = list(object({ node_name: host, ipaddr: host }));

function isEnvironment(text: string): boolean {
  return text.split('\n').every((line) => {
    const [, name = '', value] = /^([A-Z0-9_]+)=(?:'([\w./:@,=+<> -]*)')$/.exec(line) ?? [];
    return line === '' || (value !== undefined && variables.has(name));
  });
}

function agentConfiguration(prefix: string): Schema<unknown> {
  const args = refine(list(word), [], (words, at) => {
    const [program = ''] = words;
    if (!programs.some((each) => program === path.join(prefix, 'libexec', each)))
      at.refuse('VALUE', 'must begin with a program of Hare');
    return words;
  });
  const request = object({
    path: string({ pattern: /^https?:\/\/[\w.:-]+(?:\/(?:watcher\/bq)?)?$/ }),
    method: choice('POST'),
    tls_skip_verify: boolean,
    timeout: word,
  });
  const check = object({ args, interval: word, timeout: word, status: word });
  const service = object({
    id: word,
    name: word,
    address: host,
    port: number(),
    meta: record(word),
    checks: list(check),
  });
  const watch = object({
    type: word,
    prefix: optional(word),
    service: optional(word),
    key: optional(word),
    handler_type: optional(choice('http')),
    http_handler_config: optional(request),
    args: optional(args),
  });
  return object({
    server: optional(boolean),
    leave_on_terminate: optional(boolean),
    enable_local_script_checks: optional(boolean),
    limits: optional(object({ http_max_conns_per_client: number() })),
    services: optional(list(service)),
    watches: optional(list(watch)),
  });
}

function fits(schema: Schema<unknown>, text: string): boolean {
  try {
    return readData(schema, JSON.parse(text)).ok;
  } catch {
    return false;
  }
}
