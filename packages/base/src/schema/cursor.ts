import type { ErrorCode } from '../errors/error-code.js';
import { found, memberOf } from './found.js';
import type { Path, Problem } from './problem.js';

/**
 * What a code says after its prefix: `MISSING` of `CDF_MISSING` and `KEY_MISSING`. The first are
 * those of the schemas here, for which every kind of document has a code.
 */
type Kind =
  | 'EMPTY'
  | 'MISSING'
  | 'RANGE'
  | 'TOO_LARGE'
  | 'TYPE'
  | 'UNKNOWN_FIELD'
  | 'UNPRINTABLE'
  | 'VALUE'
  | AfterPrefix;

type AfterPrefix<Code = ErrorCode> = Code extends `${string}_${infer Rest}` ? Rest : never;

/** Where findings go while a document is read, and how this kind of document words them. */
export interface Findings {
  /** Starts the codes of findings: `CDF_` for files. */
  readonly prefix: string;
  readonly problems: Problem[];
  /** More than this many are not kept. */
  readonly most?: number;
  /** Whether null means absent; otherwise it is a value. */
  readonly nullIsAbsent: boolean;
  /** Follows a name that an object does not know: `is not a field of the CDF`. */
  readonly unknownField: string;
  /** The name of a place in messages; empty for the document itself. */
  nameOf(path: Path): string;
  /** What to do about a finding that does not say so itself. */
  hintFor?(path: Path): string | undefined;
  /** Called for each value that is looked at; throws when there are too many. */
  visit?(): void;
}

/** A place in a document: its value, the way to it, and where to report what is wrong with it. */
export class Cursor {
  readonly value: unknown;

  constructor(
    value: unknown,
    readonly findings: Findings,
    private readonly parent?: Cursor,
    private readonly segment: string | number = '',
  ) {
    this.value = value === null && findings.nullIsAbsent ? undefined : value;
    findings.visit?.();
  }

  /** The place of a name in a map or of a position in a list; absent ones are places too. */
  child(segment: string | number): Cursor {
    return new Cursor(memberOf(this.value, segment), this.findings, this, segment);
  }

  /** The place at the end of several names. */
  at(...segments: readonly (string | number)[]): Cursor {
    return segments.reduce<Cursor>((cursor, segment) => cursor.child(segment), this);
  }

  /** This place with another value: a part of its text. */
  as(value: unknown): Cursor {
    return new Cursor(value, this.findings, this.parent, this.segment);
  }

  get path(): Path {
    return this.parent === undefined ? [] : [...this.parent.path, this.segment];
  }

  /** Reports an error; `predicate` goes on after the name of this place: `is missing`. */
  report(kind: Kind, predicate: string, hint?: string): void {
    this.add('error', kind, predicate, hint, false);
  }

  /** Reports what is wrong with the value by what it must be: 'must be a list'. */
  refuse(kind: Kind, must: string, hint?: string): void {
    this.report(kind, `is ${found(this.value)}, ${must}`, hint);
  }

  warn(kind: Kind, predicate: string, hint?: string): void {
    this.add('warning', kind, predicate, hint, false);
  }

  /** Reports about the name that leads here rather than about its value. */
  reportName(kind: Kind, predicate: string, hint?: string): void {
    this.add('error', kind, predicate, hint, true);
  }

  private add(
    severity: 'error' | 'warning',
    kind: Kind,
    predicate: string,
    hint: string | undefined,
    atName: boolean,
  ): void {
    const { path, findings } = this;
    if (findings.problems.length >= (findings.most ?? Infinity)) return;
    const name = findings.nameOf(path);
    findings.problems.push({
      // A kind has a code for each kind of document that can have it.
      code: `${findings.prefix}${kind}` as ErrorCode,
      severity,
      path,
      ...(atName ? { atName } : {}),
      what: `${name === '' ? 'the document' : name} ${predicate}`,
      hint: hint ?? findings.hintFor?.(path),
    });
  }
}
