import type { ClusterView } from '@hare/drawing';

/**
 * What a page is made from: the JSON that the commands print, as far as it was available. Whoever
 * gathers it masks secrets.
 */
export interface ReportData {
  readonly schema: 'hare.report/1';
  readonly host: string;
  /** When it was gathered; ISO 8601, UTC. */
  readonly time: string;
  /** What was unavailable, and why. */
  readonly missing: readonly MissingPart[];
  /** `hare-cdf show --json`, and the file it was read from. */
  readonly cluster?: ReportedCluster | undefined;
  /** `hctl status --json -d`, as it was answered at that time. */
  readonly live?: LiveReport | undefined;
  /** `hare_setup plan --json` */
  readonly plan?: ReportedPlan | undefined;
  /** `hare_setup doctor --json` */
  readonly doctor?: ReportedDoctor | undefined;
  /** The journal of stage runs, oldest first. */
  readonly journal: readonly ReportedRun[];
}

export interface MissingPart {
  readonly part: 'cluster' | 'live' | 'plan' | 'doctor' | 'journal';
  readonly reason: string;
  readonly hint?: string | undefined;
}

export interface ReportedCluster {
  readonly file: string;
  readonly view: ClusterView;
}

export interface LiveReport {
  readonly time: string;
  readonly state: 'running' | 'not-running';
  readonly status?:
    | {
        readonly nodes: readonly {
          readonly name: string;
          readonly svcs: readonly LiveService[];
        }[];
        readonly devices?:
          | readonly {
              readonly nodeName: string;
              readonly devs: readonly { readonly name: string; readonly status: string }[];
            }[]
          | undefined;
      }
    | undefined;
}

export interface LiveService {
  readonly name: string;
  readonly fid: string;
  readonly ep?: string | undefined;
  readonly status: string;
}

export interface ReportedPlan {
  readonly time: string;
  readonly exitCode: number;
  readonly stages: readonly {
    readonly stage: string;
    readonly outcome: 'change' | 'nothing' | 'fail' | 'blocked';
    readonly problems: readonly {
      readonly reason: string;
      readonly code?: string;
      readonly where?: string;
      readonly hint?: string;
      readonly findings: readonly string[];
    }[];
    readonly warnings: readonly string[];
  }[];
  readonly devices: readonly ReportedDevice[];
  readonly files: readonly {
    readonly stage: string;
    readonly path: string;
    readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
    readonly diff?: string;
  }[];
  readonly keys: readonly {
    readonly stage: string;
    readonly kv: string;
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
    readonly deferred?: string;
  }[];
  readonly starts: readonly {
    readonly stage: string;
    readonly mkfs: boolean;
    readonly because: string;
    readonly services: readonly string[];
    readonly staysUp: boolean;
  }[];
}

export interface ReportedDevice {
  readonly stage: string;
  readonly node: string;
  readonly path: string;
  readonly role: 'data' | 'log' | 'metadata';
  readonly action: 'format' | 'keep' | 'refuse';
  readonly because: string;
  /** Absent for a device of another node. */
  readonly now?: {
    readonly kind: string;
    readonly sizeBytes?: number;
    readonly serial?: string;
    readonly signatures: readonly string[];
    readonly holdsUnknownData?: true;
    readonly uses: readonly string[];
  };
}

export interface ReportedDoctor {
  readonly time: string;
  readonly counts: Readonly<Record<'ok' | 'change' | 'warning' | 'problem' | 'skipped', number>>;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly check: string;
  readonly subject: string;
  readonly outcome: 'ok' | 'change' | 'warning' | 'problem' | 'skipped';
  readonly text: string;
  readonly code?: string;
  readonly where?: string;
  readonly hint?: string;
  readonly details?: readonly string[];
}

/** One record of the journal. */
export interface ReportedRun {
  readonly run: string;
  readonly event: 'started' | 'ended';
  readonly stage: string;
  readonly time: string;
  readonly pid: number;
  readonly durationMs?: number | undefined;
  readonly outcome?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly changed?: readonly string[] | undefined;
  readonly steps?: readonly ReportedStep[] | undefined;
  readonly figures?:
    Readonly<Record<string, Readonly<Record<string, number | string>>>> | undefined;
  readonly failed?:
    | readonly { readonly step: string; readonly code?: string; readonly reason: string }[]
    | undefined;
  readonly error?: { readonly code: string; readonly what: string } | undefined;
}

/** A step of a run, and how long it took. */
export interface ReportedStep {
  readonly id: string;
  readonly outcome: string;
  readonly ms: number;
}
