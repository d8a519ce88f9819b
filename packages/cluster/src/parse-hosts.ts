/** The addresses that a hosts file gives a name. */
export function addressesIn(hosts: string, name: string): readonly string[] {
  return hosts.split('\n').flatMap((line) => {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return address !== undefined && names.some((each) => each.toLowerCase() === name.toLowerCase())
      ? [address]
      : [];
  });
}

/** Whether an address means the local machine on every machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
