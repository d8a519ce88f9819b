/** Something in which a cluster differs from its description. */
export interface Finding {
  readonly kind: 'missing' | 'surplus' | 'offline' | 'unknown';
  readonly what: 'service' | 'pool' | 'profile' | 'device';
  /** A warning does not make a cluster unhealthy. */
  readonly severity: 'failure' | 'warning';
  readonly node?: string | undefined;
  readonly name: string;
  readonly fid?: string | undefined;
  /** As hctl says it: `offline`, `failed`. */
  readonly status?: string | undefined;
}

/** A finding as one line: `srvnode-1: service ioservice 0x7200000000000001:0x2 is offline`. */
export function formatFinding(finding: Finding): string {
  const { kind, what, node, name, fid, status } = finding;
  const subject = [what, name, fid].filter((part) => part !== undefined).join(' ');
  const said = status === undefined ? '' : ` (${status})`;
  const verbs = {
    missing: 'is missing',
    surplus: `is not in the description${said}`,
    offline: `is not running${said}`,
    unknown: `is in an unknown state${said}`,
  };
  const deviceVerbs = { ...verbs, offline: `is not online${said}` };
  return (
    `${node === undefined ? '' : `${node}: `}${subject} ` +
    (what === 'device' ? deviceVerbs : verbs)[kind]
  );
}
