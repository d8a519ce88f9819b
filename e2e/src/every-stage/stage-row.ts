import type { StageMachine } from './stage-machine.js';

/** What the harness has to know about one stage of setup.yaml. */
export interface StageRow {
  /** Brings a new machine to where the stage has something to do. */
  readonly prepare: (machine: StageMachine) => Promise<void>;
  /** Installs dummy packages, which takes a second. */
  readonly withPackages?: true;
  /** What a provisioner puts for `$URL`; default: the machine's ConfStore. */
  readonly url?: (machine: StageMachine) => string;
  /** Arguments in addition to those of setup.yaml. */
  readonly extraArgs?: (machine: StageMachine) => readonly string[];
  /** Whether the stage writes to the KV: those are tried on a real Consul first. */
  readonly writesKv: boolean;
  /** The outcome of a second run; default: unchanged. */
  readonly secondOutcome?: 'changed';
  /** Files whose content depends on when they were made. */
  readonly varies?: RegExp;
  /** What a dry run says that it would do; of a stage that only looks, what it says. */
  readonly wouldDo: RegExp;
  /** The stage changes nothing. */
  readonly onlyLooks?: true;
  /** Fails when what the stage makes is not whole. */
  readonly madeWhole?: (machine: StageMachine) => void;
  /** Files that contain secrets by design and that no other user may read. */
  readonly private?: (machine: StageMachine) => readonly string[];
  /** What is wrong, besides what is tried on every stage, and what the stage then says. */
  readonly badInput: readonly BadInput[];
}

export interface BadInput {
  readonly what: string;
  readonly spoil?: (machine: StageMachine) => void;
  readonly args?: (machine: StageMachine) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly exitCode: 1 | 2;
  readonly says: RegExp;
}
