import { type Cursor, found } from '@hare/base/schema';

/** The machine-ids of a map of machine-id to node; anything else there is reported. */
export function machineIdsOf(at: Cursor, mayBeEmpty: boolean): readonly string[] {
  if (at.value instanceof Map && (mayBeEmpty || at.value.size > 0))
    return [...(at.value as ReadonlyMap<string, unknown>).keys()];
  at.report(
    at.value === undefined ? 'MISSING' : 'TYPE',
    `is ${found(at.value)}, must be a map of machine-id to node`,
  );
  return [];
}

/** How a machine is named, and the key that says so; one without a name is reported. */
export function hostOf(
  at: Cursor,
  fqdn: string | undefined,
  hostname: string | undefined,
): { readonly hostname: string; readonly hostnameKey: readonly string[] } {
  if (fqdn === undefined && hostname === undefined)
    at.child('hostname').report(
      'MISSING',
      'is missing, and so is network>data>private_fqdn',
      'name the node',
    );
  return {
    hostname: fqdn ?? hostname ?? '',
    hostnameKey: fqdn === undefined ? ['hostname'] : ['network', 'data', 'private_fqdn'],
  };
}
