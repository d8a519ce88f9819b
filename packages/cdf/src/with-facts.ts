import { HareError } from '@hare/base';
import { Cursor, decimal, integer, openObject, required, type Schema } from '@hare/base/schema';
import { noFindings } from './findings.js';
import {
  driveFactsKey,
  nodeFactsKey,
  nodeGroupKey,
  type Facts,
  type FactsRequest,
  type FactsSource,
} from './facts.js';
import type { ClusterDescription, DriveDescription, NodeDescription } from './model.js';

const nodeFacts = openObject({
  processorcount: required(integer({ min: 1 }), 'Processor cores of the node.'),
  memorysize_mb: required(decimal({ min: 1 }), 'Memory of the node in MiB.'),
});

const driveFacts = openObject({
  size: required(integer({ min: 1 }), 'Size of the device in bytes.'),
  blksize: required(integer({ min: 1 }), 'Size of a block of the device in bytes.'),
});

/**
 * The model with cores, memory, device sizes and node groups filled in.
 * @throws HareError `FACTS_MISSING` with every missing or wrong fact of every node, by its key
 */
export async function withFacts(
  model: ClusterDescription,
  requests: readonly FactsRequest[],
  source: FactsSource,
): Promise<ClusterDescription> {
  const facts = await source.find(requests);
  const problems: HareError[] = [];
  const read = <T>(schema: Schema<T>, key: string, subject: string, names: string): T => {
    const value = factValue(facts[key]);
    const findings = noFindings('KEY');
    const result = value === undefined ? schema.blank : schema.read(new Cursor(value, findings));
    if (value !== undefined && findings.problems.length === 0) return result;
    // To find a place is to read the whole file once more: only where something is wrong.
    const where = source.where?.(key) ?? { key };
    if (value === undefined)
      problems.push(new HareError('FACT_MISSING', `${subject}: ${names} are missing`, { where }));
    const hint = `correct it in ${source.name}`;
    for (const { what } of findings.problems)
      problems.push(new HareError('FACT_WRONG', `${subject}: ${what}`, { where, hint }));
    return result;
  };
  const nodes = model.nodes.map((node, i) => {
    const request = requests[i];
    return request === undefined ? node : completeNode(node, request, facts, read);
  });
  if (problems.length === 0) return { ...model, nodes };
  throw new HareError(
    'FACTS_MISSING',
    `${problems.length === 1 ? 'a fact about the machines is' : `${problems.length} facts about the machines are`} ` +
      `missing or wrong (searched: ${source.name})`,
    {
      problems,
      hint:
        'run prepare on every node, or pass --facts FILE; for the format of the file: ' +
        'hare-cdf generate --help',
    },
  );
}

type ReadFact = <T>(schema: Schema<T>, key: string, subject: string, names: string) => T;

function completeNode(
  node: NodeDescription,
  request: FactsRequest,
  facts: Facts,
  read: ReadFact,
): NodeDescription {
  const subject = `node ${node.hostname}`;
  const key = nodeFactsKey(node.hostname);
  const own = read(nodeFacts, key, subject, 'processorcount and memorysize_mb');
  const group = facts[nodeGroupKey(request.machineId)];
  const withSize = ({ path }: DriveDescription): DriveDescription => {
    const place = driveFactsKey(node.hostname, path);
    const drive = read(driveFacts, place, `${subject}, device ${path}`, 'size and blksize');
    return { path, sizeBytes: drive.size, blockSizeBytes: drive.blksize };
  };
  return {
    ...node,
    processorCount: own.processorcount,
    memorySizeMb: own.memorysize_mb,
    nodeGroup:
      typeof group === 'string' && group.trim() !== '' && group !== 'None' ? group : undefined,
    m0Servers: node.m0Servers.map((server) => ({
      ...server,
      data: server.data.map(withSize),
      log: server.log?.map(withSize),
    })),
  };
}

/** A fact as plain data, or as the JSON text of it. */
function factValue(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
