import type { Guard } from './guards.js';

/** What a run says at its end; with --json it is all of stdout. */
export interface Report {
  readonly schema: 1;
  readonly action: 'release' | 'publish' | 'restore-tags';
  readonly dryRun: boolean;
  /**
   * `planned`: only listed; `nothing`: there is nothing to do; `refused`: a guard failed, nothing
   * was done.
   */
  readonly outcome: 'done' | 'planned' | 'nothing' | 'refused';
  readonly guards: readonly Guard[];
  readonly registry?: string;
  readonly packages: readonly ReportedPackage[];
}

/** What happens to one package. */
export interface ReportedPackage {
  readonly name: string;
  readonly version: string;
  readonly previous?: string | undefined;
  readonly what:
    | 'release'
    | 'publish'
    | 'published already'
    | 'never released'
    | 'changed since its release'
    | 'tagged';
  readonly why?: readonly string[];
  /** Its tarball, an absolute path. */
  readonly tarball?: string;
}

/** The report as a person reads it. */
export function renderReport(report: Report): string {
  const refused = report.guards.filter(({ ok }) => !ok).length;
  const lines = report.guards.flatMap((guard) =>
    guard.ok
      ? [`ok       ${guard.title}`]
      : [`refused  ${guard.title}: ${guard.reason}`, `         hint: ${guard.hint}`],
  );
  const width = Math.max(0, ...report.packages.map(({ name }) => name.length));
  const packages = report.packages.flatMap((each) => linesOf(each, width));
  return [
    ...lines,
    ...(packages.length === 0 ? [] : ['', ...packages]),
    '',
    closing(report, refused),
    '',
  ].join('\n');
}

function linesOf(
  { name, previous, version, what, why = [] }: ReportedPackage,
  width: number,
): readonly string[] {
  const versions = what === 'release' ? `${previous ?? 'new'} → ${version}` : version;
  const remark = what === 'release' || what === 'publish' ? '' : what;
  const first =
    `${name.padEnd(width)}  ${versions}  ${why.length === 1 ? why.join('') : remark}`.trimEnd();
  if (why.length < 2) return [first];
  // A dozen commits would hide the next package.
  const most = 4;
  return [
    first,
    ...[
      ...why.slice(0, most),
      ...(why.length > most ? [`… and ${why.length - most} more`] : []),
    ].map((line) => `    ${line}`),
  ];
}

function closing({ action, outcome, packages, registry }: Report, refused: number): string {
  if (action === 'restore-tags')
    return outcome === 'nothing'
      ? 'Nothing to tag: every released version has its tag.'
      : `${packages.length} ${packages.length === 1 ? 'tag' : 'tags'} set.`;
  const count = packages.filter(({ what }) => what === action).length;
  const some = `${count} ${count === 1 ? 'package' : 'packages'}`;
  const where = registry === undefined ? '' : ` to ${registry}`;
  switch (outcome) {
    case 'refused':
      return `Nothing was done: ${refused} ${refused === 1 ? 'check' : 'checks'} failed.`;
    case 'nothing':
      return action === 'release'
        ? 'Nothing to release: no package changed since its last release.'
        : `Nothing to publish${where}.`;
    case 'planned':
      return `Nothing was done (dry run). ${some} would be ${action}${action === 'release' ? 'd' : 'ed'}${where} with --yes${refused === 0 ? '' : ', once the checks pass'}.`;
    case 'done':
      return action === 'release'
        ? `${some} released: committed, tagged, packed in dist/release. Nothing was pushed or published.`
        : `${some} published${where}.`;
  }
}
