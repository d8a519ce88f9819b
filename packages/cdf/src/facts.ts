/** What is asked about one node. */
export interface FactsRequest {
  readonly hostname: string;
  readonly machineId: string;
  /** Paths of the data and log devices whose size is needed. */
  readonly drives: readonly string[];
}

/** Size and block size of a device, in bytes. */
export interface DriveFacts {
  readonly sizeBytes: number;
  readonly blockSizeBytes: number;
}

/** What is known about one node; what is absent is not known. */
export interface NodeFacts {
  readonly processorCount?: number | undefined;
  /** MiB, may have a fraction. */
  readonly memorySizeMb?: number | undefined;
  readonly nodeGroup?: string | undefined;
  /** By path, as asked. */
  readonly drives: ReadonlyMap<string, DriveFacts>;
}

/** Somewhere that facts come from: a facts file, the KV, this machine. */
export interface FactsSource {
  /** For messages: `facts file /tmp/facts.json`. */
  readonly name: string;
  /** What is known about these nodes, by hostname; asked once with all nodes. */
  find(requests: readonly FactsRequest[]): Promise<ReadonlyMap<string, NodeFacts>>;
}
