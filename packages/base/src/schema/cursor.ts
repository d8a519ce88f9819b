import type { ErrorCode } from '../errors/error-code.js';
import type { Path } from './path.js';
import type { Problem } from './problem.js';

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
  /** The name of a place in messages; empty for the document itself. */
  nameOf(path: Path): string;
  /** What to do about a finding that does not say so itself. */
  hintFor(path: Path): string | undefined;
  /** Called for each value that is looked at; throws when there are too many. */
  visit(): void;
}

/**
 * A place in a document: its value (`null` is absent), the way to it, and where to report what is
 * wrong with it.
 */
export class Cursor {
  readonly value: unknown;

  constructor(
    value: unknown,
    readonly findings: Findings,
    private readonly parent?: Cursor,
    private readonly segment: string | number = '',
  ) {
    this.value = value ?? undefined;
    findings.visit();
  }

  /** The place of a name in a map or of a position in a list; absent ones are places too. */
  child(segment: string | number): Cursor {
    return new Cursor(childOf(this.value, segment), this.findings, this, segment);
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
    const name = findings.nameOf(path);
    findings.problems.push({
      // A kind has a code for each kind of document in which it is met.
      code: `${findings.prefix}${kind}` as ErrorCode,
      severity,
      path,
      ...(atName ? { atName } : {}),
      what: `${name === '' ? 'the document' : name} ${predicate}`,
      hint: hint ?? findings.hintFor(path),
    });
  }
}

function childOf(value: unknown, segment: string | number): unknown {
  if (typeof segment === 'number')
    return Array.isArray(value) ? (value as readonly unknown[])[segment] : undefined;
  return value instanceof Map ? (value as ReadonlyMap<string, unknown>).get(segment) : undefined;
}
