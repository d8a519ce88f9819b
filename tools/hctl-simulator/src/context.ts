import type { ClusterMemory } from './cluster-memory.js';
import type { Failures } from './failures.js';
import type { StateFolder } from './state-folder.js';
import type { Call } from './switches.js';

/** What one call of the simulated hctl works with. */
export interface Context {
  readonly call: Call;
  readonly args: readonly string[];
  /** The process hare-bootstrap of which this one is the child. */
  readonly parent: number | undefined;
  /**
   * The root of the sandbox of this machine. Undefined: hctl writes nothing but its state, and
   * reads only what it is given.
   */
  readonly root: string | undefined;
  /** Of this machine: journal and failures. */
  readonly state: StateFolder;
  /** Of the cluster, the same on all its machines. */
  readonly memory: ClusterMemory;
  readonly failures: Failures;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
