import path from 'node:path';
import { z } from 'zod';

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
const host = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,253}$/);
const word = z.string().regex(/^[\w./:@,=+-]*$/);

/**
 * Why a generated file of a backup from elsewhere can run code of somebody's: more than what config
 * writes into it. Undefined when it cannot, or when it is of a kind that nobody runs. `prefix`:
 * where Hare is installed on this machine.
 */
export function runsCode(name: string, bytes: Buffer, prefix: string): string | undefined {
  const text = bytes.toString('utf8');
  if (name.startsWith('var/sysconfig/'))
    return isEnvironment(text) ? undefined : 'sets more than the variables of Motr';
  if (/^var\/consul-(?:server|client)-conf\//.test(name))
    return fits(agentConfiguration(prefix), text)
      ? undefined
      : 'has the agent of Consul run or call something else than Hare does';
  if (name === 'var/consul-agents.json')
    return fits(z.strictObject({ servers: agents, clients: agents }), text)
      ? undefined
      : 'names agents by other than host names';
  if (name === 'var/node-name')
    return host.safeParse(text.trimEnd()).success ? undefined : 'is not a host name';
  return undefined;
}

const agents = z.array(z.strictObject({ node_name: host, ipaddr: host }));

function isEnvironment(text: string): boolean {
  return text.split('\n').every((line) => {
    const [, name = '', value] = /^([A-Z0-9_]+)=(?:'([\w./:@,=+<> -]*)')$/.exec(line) ?? [];
    return line === '' || (value !== undefined && variables.has(name));
  });
}

function agentConfiguration(prefix: string): z.ZodType {
  const args = z
    .array(word)
    .refine(([program = '']) =>
      programs.some((each) => program === path.join(prefix, 'libexec', each)),
    );
  const request = z.strictObject({
    path: z.string().regex(/^https?:\/\/[\w.:-]+(?:\/(?:watcher\/bq)?)?$/),
    method: z.literal('POST'),
    tls_skip_verify: z.boolean(),
    timeout: word,
  });
  const check = z.strictObject({ args, interval: word, timeout: word, status: word });
  const service = z.strictObject({
    id: word,
    name: word,
    address: host,
    port: z.number(),
    meta: z.record(z.string(), word),
    checks: z.array(check),
  });
  const watch = z.strictObject({
    type: word,
    prefix: word.optional(),
    service: word.optional(),
    key: word.optional(),
    handler_type: z.literal('http').optional(),
    http_handler_config: request.optional(),
    args: args.optional(),
  });
  return z.strictObject({
    server: z.boolean().optional(),
    leave_on_terminate: z.boolean().optional(),
    enable_local_script_checks: z.boolean().optional(),
    limits: z.strictObject({ http_max_conns_per_client: z.number() }).optional(),
    services: z.array(service).optional(),
    watches: z.array(watch).optional(),
  });
}

function fits(schema: z.ZodType, text: string): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
