import { type Cursor, found } from '@hare/base/schema';

/** One endpoint of a list: `tcp://data-1:22001`. */
export interface Endpoint {
  readonly at: Cursor;
  readonly scheme: string;
  /** As written. */
  readonly host: string;
  readonly port: number;
}

const form = /^([a-z][a-z0-9+.-]*):\/\/([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})\/?$/i;

/**
 * Reads a list of endpoints; those of an unknown form or scheme, or with an impossible port, are
 * reported and left out.
 */
export function readEndpoints(
  list: Cursor,
  texts: readonly string[],
  schemes: readonly string[],
): readonly Endpoint[] {
  return texts.flatMap((text, i) => {
    const at = Array.isArray(list.value) ? list.child(i) : list;
    const [, scheme = '', host = '', port = ''] = form.exec(text.trim()) ?? [];
    if (host === '')
      at.report(
        'ENDPOINT',
        `is ${found(text)}, which is not an endpoint`,
        'write it as tcp://HOST:PORT',
      );
    else if (!schemes.includes(scheme.toLowerCase()))
      at.report(
        'ENDPOINT',
        `is ${found(text)}, of the unknown kind ${scheme}`,
        `use one of ${schemes.join(', ')}`,
      );
    else if (Number(port) < 1 || Number(port) > 65535)
      at.report(
        'ENDPOINT',
        `is ${found(text)}, whose port must be from 1 to 65535`,
        'write it as tcp://HOST:PORT',
      );
    else return [{ at, scheme: scheme.toLowerCase(), host, port: Number(port) }];
    return [];
  });
}

/**
 * Finds what a host in an endpoint names, without regard to case: a private FQDN before a hostname
 * before a name.
 */
export function hostIndex<T>(
  machines: readonly { readonly value: T; readonly names: readonly (string | undefined)[] }[],
): (host: string) => T | undefined {
  const index = new Map<string, T>();
  const ranks = machines.reduce((most, { names }) => Math.max(most, names.length), 0);
  for (let rank = 0; rank < ranks; rank += 1) {
    for (const { value, names } of machines) {
      const name = names[rank]?.toLowerCase();
      if (name !== undefined && !index.has(name)) index.set(name, value);
    }
  }
  return (host) => index.get(host.toLowerCase());
}

/**
 * The endpoints by the machine they name, in order; those that name none give one warning for the
 * list.
 */
export function endpointsByHost<T>(
  list: Cursor,
  endpoints: readonly Endpoint[],
  machineOf: (host: string) => T | undefined,
): ReadonlyMap<T, readonly Endpoint[]> {
  const byMachine = new Map<T, Endpoint[]>();
  const strangers: string[] = [];
  for (const endpoint of endpoints) {
    const machine = machineOf(endpoint.host);
    const known = machine === undefined ? undefined : byMachine.get(machine);
    if (machine === undefined) strangers.push(endpoint.host);
    else if (known === undefined) byMachine.set(machine, [endpoint]);
    else known.push(endpoint);
  }
  if (strangers.length > 0)
    list.warn(
      'ENDPOINT_HOST',
      'names ' +
        `${strangers.slice(0, 3).join(', ')}${strangers.length > 3 ? `, … (${strangers.length} hosts)` : ''}, ` +
        `which ${strangers.length === 1 ? 'is not a node' : 'are not nodes'} of the cluster`,
      'an endpoint may name a node by private_fqdn, hostname or name',
    );
  return byMachine;
}
