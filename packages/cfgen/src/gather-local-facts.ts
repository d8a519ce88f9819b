import { driveFactsKey, nodeFactsKey, type Facts, type FactsSource } from '@hare/cdf';
import { thisMachine, type Machine } from './machine.js';
import { readDevice, type DevicePlaces } from './read-device.js';

export interface LocalFactsRequest extends DevicePlaces {
  /** This machine's hostname in the CDF. */
  readonly hostname: string;
  /** Its data interface, whose address is looked up. */
  readonly dataIface?: string | undefined;
  /** Paths of devices, as in the CDF. */
  readonly devices: readonly string[];
  readonly machine?: Machine | undefined;
}

const mebibyte = 2 ** 20;

/**
 * What this machine knows about itself, keyed as in the KV: cores, memory in whole MiB, the address
 * of its data interface, size and block size of its devices. A device that cannot be read has
 * `{path, error}` instead of sizes.
 */
export async function gatherLocalFacts(request: LocalFactsRequest): Promise<Facts> {
  const machine = request.machine ?? thisMachine;
  const address =
    request.dataIface === undefined ? undefined : machine.addressOf(request.dataIface);
  const passedOver =
    request.dataIface === undefined
      ? undefined
      : describePassedOver(request.dataIface, machine, request.root);
  const facts: Record<string, unknown> = {
    [nodeFactsKey(request.hostname)]: {
      processorcount: machine.processorCount(),
      memorysize_mb: Math.floor(machine.memoryBytes() / mebibyte),
      ...(address === undefined ? {} : { data_iface_ip_addr: address }),
      ...(passedOver === undefined ? {} : { data_iface_passed_over: passedOver }),
    },
  };
  for (const device of request.devices) {
    const reading = await readDevice(device, request);
    facts[driveFactsKey(request.hostname, device)] =
      reading.kind === 'facts'
        ? { path: device, size: reading.facts.sizeBytes, blksize: reading.facts.blockSizeBytes }
        : { path: device, error: reading.reason };
  }
  return facts;
}

/** This machine as a source of facts, about its own node only. */
export function factsFromMachine(about: Omit<LocalFactsRequest, 'devices'>): FactsSource {
  return {
    name: 'this machine',
    async find(requests) {
      const request = requests.find(({ hostname }) => hostname === about.hostname);
      return request === undefined ? {} : gatherLocalFacts({ ...about, devices: request.drives });
    },
  };
}

/**
 * What is wrong with the data interface, as the end of "the data interface eth1 …". The interfaces
 * are those of the running system: below a root they say nothing about what is missing.
 */
function describePassedOver(
  iface: string,
  machine: Machine,
  root: string | undefined,
): string | undefined {
  const passedOver = machine.passedOver?.(iface);
  if (passedOver === undefined) return undefined;
  if (passedOver === 'missing') return root === undefined ? 'is not on this machine' : undefined;
  if (passedOver === 'no-address') return 'has no address; it may be down';
  return passedOver.length === 0
    ? undefined
    : `has ${passedOver.join(', ')}, which other nodes cannot reach`;
}
