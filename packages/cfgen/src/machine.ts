import { availableParallelism, cpus, networkInterfaces, totalmem } from 'node:os';

/** What this machine says about itself; passed in so that tests can say something else. */
export interface Machine {
  processorCount(): number;
  memoryBytes(): number;
  /** The first IPv4 address of a network interface, else its first IPv6 address; undefined when there is no such interface. */
  addressOf(iface: string): string | undefined;
}

/** The machine we run on. */
export const thisMachine: Machine = {
  processorCount: () => cpus().length || availableParallelism(),
  memoryBytes: totalmem,
  addressOf: (iface) => {
    const addresses = networkInterfaces()[iface] ?? [];
    return (addresses.find(({ family }) => family === 'IPv4') ?? addresses[0])?.address;
  },
};
