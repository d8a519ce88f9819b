import { HareError, type Where } from '@hare/base';
import {
  Cursor,
  decimal,
  type Findings,
  integer,
  openObject,
  required,
  type Schema,
} from '@hare/base/schema';
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
  const reader = new FactsReader(await source.find(requests), source);
  const nodes = model.nodes.map((node, i) => {
    const request = requests[i];
    return request === undefined ? node : reader.complete(node, request);
  });
  if (reader.problems.length === 0) return { ...model, nodes };
  throw new HareError(
    'FACTS_MISSING',
    `${reader.problems.length === 1 ? 'a fact' : `${reader.problems.length} facts`} about the machines cannot be had from ${source.name}`,
    {
      problems: reader.problems,
      hint:
        'run stage prepare on every node, or give a file: --facts FILE with {"kv": ' +
        '{"HOST/facts": {"processorcount": 8, "memorysize_mb": 15884.5}, "HOST/drives/dev/sdb": ' +
        '{"path": "/dev/sdb", "size": 10737418240, "blksize": 4096}}}',
    },
  );
}

class FactsReader {
  readonly problems: HareError[] = [];

  constructor(
    private readonly facts: Facts,
    private readonly source: FactsSource,
  ) {}

  complete(node: NodeDescription, request: FactsRequest): NodeDescription {
    const own = this.read(
      nodeFacts,
      nodeFactsKey(node.hostname),
      `node ${node.hostname}`,
      'processorcount and memorysize_mb',
    );
    const group = this.facts[nodeGroupKey(request.machineId)];
    return {
      ...node,
      processorCount: own.processorcount,
      memorySizeMb: own.memorysize_mb,
      nodeGroup:
        typeof group === 'string' && group.trim() !== '' && group !== 'None' ? group : undefined,
      m0Servers: node.m0Servers.map((server) => ({
        ...server,
        data: server.data.map((drive) => this.drive(node, drive)),
        log: server.log?.map((drive) => this.drive(node, drive)),
      })),
    };
  }

  private drive(node: NodeDescription, drive: DriveDescription): DriveDescription {
    const { size, blksize } = this.read(
      driveFacts,
      driveFactsKey(node.hostname, drive.path),
      `node ${node.hostname}, device ${drive.path}`,
      'size and blksize',
    );
    return { path: drive.path, sizeBytes: size, blockSizeBytes: blksize };
  }

  private read<T>(schema: Schema<T>, key: string, subject: string, names: string): T {
    const findings = noFindings('KEY');
    const value = factValue(this.facts[key]);
    if (value === undefined) {
      this.problems.push(
        new HareError('FACT_MISSING', `${subject}: ${names} are not known`, {
          where: this.where(key),
        }),
      );
      return schema.blank;
    }
    const result = schema.read(new Cursor(value, findings));
    this.report(findings, key, subject);
    return result;
  }

  private where(key: string): Where {
    return this.source.where?.(key) ?? { key };
  }

  private report(findings: Findings, key: string, subject: string): void {
    for (const problem of findings.problems)
      this.problems.push(
        new HareError('FACT_WRONG', `${subject}: ${problem.what}`, {
          where: this.where(key),
          hint: `it comes from ${this.source.name}`,
        }),
      );
  }
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
