import { unusableAddress } from '@hare/cdf';

/** An address of a network interface, as the system lists them. */
export interface InterfaceAddress {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  /** Another machine may have it: it is being looked for, or was found. */
  readonly isTentative?: boolean;
  /** It is going to be taken away. */
  readonly isDeprecated?: boolean;
}

export interface ChosenAddress {
  /** Undefined: no other node reaches this interface. */
  readonly address: string | undefined;
  /** The addresses before it that are not used, each with the reason. */
  readonly passedOver: readonly string[];
}

/** A data interface's first IPv4 address that others can reach, else its first such IPv6. */
export function chooseAddress(addresses: readonly InterfaceAddress[]): ChosenAddress {
  const inOrder = (['IPv4', 'IPv6'] as const).flatMap((family) =>
    addresses.filter((each) => each.family === family),
  );
  const at = inOrder.findIndex((each) => whyNot(each) === undefined);
  const before = at === -1 ? inOrder : inOrder.slice(0, at);
  return {
    address: inOrder[at]?.address,
    passedOver: before.map((each) => `${each.address} (${whyNot(each) ?? ''})`),
  };
}

function whyNot({ address, isTentative, isDeprecated }: InterfaceAddress): string | undefined {
  if (isTentative === true) return 'tentative';
  return unusableAddress(address) ?? (isDeprecated === true ? 'deprecated' : undefined);
}
