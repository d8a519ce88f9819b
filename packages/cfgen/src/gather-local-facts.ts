import { driveFactsKey, nodeFactsKey, type Facts } from '@hare/cdf';
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
 * What this machine knows about itself, keyed as in the KV: cores, memory in whole MiB, the address of its data interface, size and
 * block size of its devices. A device that cannot be read has `{path, error}` instead of sizes.
 */
export async function gatherLocalFacts(request: LocalFactsRequest): Promise<Facts> {
  const machine = request.machine ?? thisMachine;
  const address = request.dataIface === undefined ? undefined : machine.addressOf(request.dataIface);
  const passedOver = request.dataIface === undefined ? [] : (machine.passedOver?.(request.dataIface) ?? []);
  const facts: Record<string, unknown> = {
    [nodeFactsKey(request.hostname)]: {
      processorcount: machine.processorCount(),
      memorysize_mb: Math.floor(machine.memoryBytes() / mebibyte),
      ...(address === undefined ? {} : { data_iface_ip_addr: address }),
      ...(passedOver.length === 0 ? {} : { data_iface_passed_over: passedOver.join(', ') }),
    },
  };
  for (const device of request.devices) {
    const reading = await readDevice(device, request);
    facts[driveFactsKey(request.hostname, device)] = reading.kind === 'facts' ? { path: device, size: reading.facts.sizeBytes, blksize: reading.facts.blockSizeBytes } : { path: device, error: reading.reason };
  }
  return facts;
}
