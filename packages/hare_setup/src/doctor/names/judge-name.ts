import { isLoopback } from '@hare/cluster';
import type { Finding } from '../finding.js';

/** What a name resolves to, or why that is unknown. */
export type Resolution =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface NameFacts {
  readonly name: string;
  readonly isThisNode: boolean;
  /** The cluster has several nodes. */
  readonly several: boolean;
  /** Addresses of this machine. */
  readonly own: readonly string[];
}

/** Whether the nodes reach one another under a name of the cluster description. */
export function judgeName(
  { name, isThisNode, several, own }: NameFacts,
  resolution: Resolution,
): Finding {
  const about = { check: 'names', subject: name } as const;
  if (resolution.kind === 'unknown') {
    return {
      ...about,
      outcome: 'problem',
      code: 'NAME_UNRESOLVED',
      text: `does not resolve: ${resolution.reason}`,
      hint: `add it to DNS or to /etc/hosts on every node, then check: getent hosts ${name}`,
    };
  }
  const { addresses } = resolution;
  const text = addresses.join(', ');
  if (several && addresses.every(isLoopback)) {
    return {
      ...about,
      outcome: 'problem',
      code: 'NAME_IS_LOOPBACK',
      text: `resolves to ${text}, which other nodes cannot reach`,
      hint: `give it an address of the data network in /etc/hosts: grep -n ${name} /etc/hosts`,
    };
  }
  if (isThisNode && !addresses.some((address) => isLoopback(address) || own.includes(address))) {
    return {
      ...about,
      outcome: 'warning',
      code: 'NAME_IS_ELSEWHERE',
      text: `is this node, but resolves to ${text}, which is not an address of this machine`,
      hint:
        'correct DNS or /etc/hosts, or pass the name of this node with --node: ip -brief ' +
        'address',
    };
  }
  return { ...about, outcome: 'ok', text };
}
