import {
  driveFactsKey,
  nodeFactsKey,
  unusableAddress,
  type ClusterDescription,
  type DriveDescription,
  type Facts,
  type NodeDescription,
} from '@hare/cdf';
import { HareError } from '@hare/base';
import { factFields } from './fact-fields.js';
import type { ConfigWarning } from './motr-config.js';
import { neededFacts, type FactField, type NeededFacts } from './needed-facts.js';
import { readFact } from './read-fact.js';

/** A node with all values that its configuration needs. */
export interface CompleteNode extends Omit<NodeDescription, 'm0Servers'> {
  readonly processorCount: number;
  readonly memorySizeMb: number;
  /** The hostname where no address is known. */
  readonly dataIfaceIpAddr: string;
  readonly m0Servers: readonly CompleteServer[];
}

export interface CompleteServer {
  readonly runsConfd: boolean;
  readonly data: readonly CompleteDrive[];
  /** The first log device of a server with data. */
  readonly log: { readonly path: string; readonly sizeBytes: number } | undefined;
  /** Of a server with data. */
  readonly metaData: string | undefined;
}

export interface CompleteDrive {
  readonly path: string;
  readonly sizeBytes: number;
  readonly blockSizeBytes: number;
}

/**
 * The nodes of a CDF with the open values filled in from facts; what the CDF says is never
 * overwritten.
 * @throws HareError `CFGEN_FACTS_MISSING` with one problem per entry of facts, all at once.
 */
export function completeNodes(description: ClusterDescription, facts: Facts): CompleteNode[] {
  const needed = neededFacts(description);
  const problems = needed.flatMap((need) => problemsOf(need, facts));
  if (problems.length > 0) {
    throw new HareError(
      'CFGEN_FACTS_MISSING',
      `${problems.length} ${problems.length === 1 ? 'fact' : 'facts'} that the CDF needs ` +
        `${problems.length === 1 ? 'is' : 'are'} missing`,
      {
        problems,
        hint: needed.some(({ key }) => typeof factFields(facts[key])?.['error'] === 'string')
          ? 'correct the paths of the devices; to see them: lsblk -o PATH,SIZE,TYPE,MOUNTPOINTS'
          : 'run prepare on each listed node, or pass a facts file; for its format: ' +
            'hare-cdf generate --help',
      },
    );
  }
  return description.nodes.map((node) => completeNode(node, facts));
}

function problemsOf(need: NeededFacts, facts: Facts): HareError[] {
  const fields = factFields(facts[need.key]);
  const readings = [...need.required, ...need.optional].map((field) => ({
    field,
    reading: readFact(fields, field),
  }));
  const absent = readings
    .filter(({ field, reading }) => reading.kind === 'absent' && need.required.includes(field))
    .map(({ field }) => field);
  const findings = readings.flatMap(({ reading }) =>
    reading.kind === 'wrong' ? [reading.what] : [],
  );
  if (absent.length > 0)
    findings.unshift(`${absent.join(' and ')} ${absent.length === 1 ? 'is' : 'are'} missing`);
  if (findings.length === 0) return [];
  const device = need.path === undefined ? '' : `, device ${need.path}`;
  const reason = typeof fields?.['error'] === 'string' ? ` (${fields['error']})` : '';
  return [
    new HareError(
      'CFGEN_FACT',
      `node ${need.node.hostname}${device}: ${findings.join('; ')}${reason}`,
      { where: { key: need.key } },
    ),
  ];
}

function completeNode(node: NodeDescription, facts: Facts): CompleteNode {
  const own = factFields(facts[nodeFactsKey(node.hostname)]);
  return {
    ...node,
    processorCount: node.processorCount ?? numberIn(own, 'processorcount'),
    memorySizeMb: node.memorySizeMb ?? numberIn(own, 'memorysize_mb'),
    dataIfaceIpAddr: node.dataIfaceIpAddr ?? usable(addressIn(own)) ?? node.hostname,
    m0Servers: node.m0Servers.map((server) => {
      const log = server.data.length === 0 ? undefined : server.log?.[0];
      return {
        runsConfd: server.runsConfd ?? false,
        data: server.data.map((drive) => completeDrive(node, drive, facts)),
        log:
          log === undefined
            ? undefined
            : {
                path: log.path,
                sizeBytes: log.sizeBytes ?? numberIn(driveFacts(node, log, facts), 'size'),
              },
        metaData: server.data.length === 0 ? undefined : server.metaData,
      };
    }),
  };
}

function completeDrive(
  node: NodeDescription,
  drive: DriveDescription,
  facts: Facts,
): CompleteDrive {
  const fields =
    drive.sizeBytes === undefined || drive.blockSizeBytes === undefined
      ? driveFacts(node, drive, facts)
      : undefined;
  return {
    path: drive.path,
    sizeBytes: drive.sizeBytes ?? numberIn(fields, 'size'),
    blockSizeBytes: drive.blockSizeBytes ?? numberIn(fields, 'blksize'),
  };
}

function driveFacts(
  node: NodeDescription,
  drive: DriveDescription,
  facts: Facts,
): Readonly<Record<string, unknown>> | undefined {
  return factFields(facts[driveFactsKey(node.hostname, drive.path)]);
}

/** Called only for fields that `problemsOf` found to be there. */
function numberIn(fields: Readonly<Record<string, unknown>> | undefined, field: FactField): number {
  const reading = readFact(fields, field);
  return reading.kind === 'value' ? Number(reading.value) : NaN;
}

/** An address in facts that no other node reaches is none: facts come from any tool. */
function usable(address: string | undefined): string | undefined {
  return address === undefined || unusableAddress(address) !== undefined ? undefined : address;
}

/** Per node whose address follows from facts: what the interface has, why not taken. */
export function addressWarnings(description: ClusterDescription, facts: Facts): ConfigWarning[] {
  return description.nodes.flatMap((node) => {
    const own = factFields(facts[nodeFactsKey(node.hostname)]);
    const address = addressIn(own);
    if (node.dataIfaceIpAddr !== undefined || own === undefined) return [];
    const kind = address === undefined ? undefined : unusableAddress(address);
    const given =
      kind === undefined || address === undefined
        ? undefined
        : `has ${address} (${kind}), which other nodes cannot reach`;
    const passedOver = own['data_iface_passed_over'];
    const has = given ?? (typeof passedOver === 'string' ? passedOver : undefined);
    if (has === undefined) return [];
    const taken = usable(address) ?? `the host name ${node.hostname}`;
    return [
      {
        code: 'CFGEN_ADDRESS_PASSED_OVER',
        message:
          `node ${node.hostname}: the data interface ${node.dataIface} ${has}; using ${taken} ` +
          'instead',
      },
    ];
  });
}

function addressIn(fields: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const reading = readFact(fields, 'data_iface_ip_addr');
  return reading.kind === 'value' ? String(reading.value) : undefined;
}
