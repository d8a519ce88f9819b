import type { ConfValue } from '@hare/confstore';
import { HareError } from '@hare/base';
import { formatPath, type Path } from './path.js';
import type { Problem } from './problem.js';

/** What a document says at one place; `null` is absent. */
export type Present = Exclude<ConfValue, null> | undefined;

/**
 * Where findings go while a document is read; `prefix` starts their codes: `CDF` for files, `KEY`
 * for ConfStores.
 */
export interface Findings {
  readonly prefix: 'CDF' | 'KEY';
  readonly problems: Problem[];
  /** How many values were looked at: a document whose aliases unfold without end is stopped. */
  visited: number;
}

/** Starts a reading that finds nothing wrong yet. */
export function noFindings(prefix: 'CDF' | 'KEY'): Findings {
  return { prefix, problems: [], visited: 0 };
}

const mostValues = 5_000_000;

/** A place in a document: its value, the way to it, and where to report what is wrong with it. */
export class Cursor {
  readonly value: Present;

  constructor(
    value: ConfValue | undefined,
    readonly findings: Findings,
    private readonly parent?: Cursor,
    private readonly segment: string | number = '',
  ) {
    this.value = value ?? undefined;
    findings.visited += 1;
    if (findings.visited > mostValues)
      throw new HareError(
        `${findings.prefix}_TOO_LARGE`,
        `the document unfolds to more than ${mostValues} values`,
        { hint: 'write repeated parts out instead of using aliases of aliases' },
      );
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
  as(value: ConfValue): Cursor {
    return new Cursor(value, this.findings, this.parent, this.segment);
  }

  get path(): Path {
    return this.parent === undefined ? [] : [...this.parent.path, this.segment];
  }

  /** Reports an error; `predicate` goes on after the name of this place: `is missing`. */
  report(kind: string, predicate: string, hint?: string): void {
    this.add('error', kind, predicate, hint, false);
  }

  warn(kind: string, predicate: string, hint?: string): void {
    this.add('warning', kind, predicate, hint, false);
  }

  /** Reports about the name that leads here rather than about its value. */
  reportName(kind: string, predicate: string, hint?: string): void {
    this.add('error', kind, predicate, hint, true);
  }

  private add(
    severity: 'error' | 'warning',
    kind: string,
    predicate: string,
    hint: string | undefined,
    atName: boolean,
  ): void {
    const { path } = this;
    const name = this.findings.prefix === 'CDF' ? formatPath(path) : formatPath(lastName(path));
    this.findings.problems.push({
      code: `${this.findings.prefix}_${kind}`,
      severity,
      path,
      ...(atName ? { atName } : {}),
      what: `${name === '' ? 'the document' : name} ${predicate}`,
      hint: hint ?? defaultHint(path),
    });
  }
}

function defaultHint(path: Path): string {
  const name = path.findLast((segment) => typeof segment === 'string');
  return name === undefined
    ? 'hare-cdf schema shows what belongs here'
    : `hare-cdf explain ${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)} says what belongs here`;
}

/** The last name of a path with the positions behind it: `cvg[0]`. */
function lastName(path: Path): Path {
  return path.slice(path.findLastIndex((segment) => typeof segment === 'string'));
}

function childOf(value: Present, segment: string | number): ConfValue | undefined {
  if (typeof segment === 'number')
    return Array.isArray(value) ? (value as readonly ConfValue[])[segment] : undefined;
  return value instanceof Map ? (value as ReadonlyMap<string, ConfValue>).get(segment) : undefined;
}
