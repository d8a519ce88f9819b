import type { ErrorCode } from '@hare/base';
import { formatPath, type Path, type Problem } from '@hare/base/schema';
import type { ClusterDescription } from './model.js';
import { isError } from './problem.js';
import { allowedFailuresRule } from './rules/allowed-failures.js';
import { auxPoolsRule } from './rules/aux-pools.js';
import { diskRefsRule } from './rules/disk-refs.js';
import { disksRule } from './rules/disks.js';
import { fdmiFiltersRule } from './rules/fdmi-filters.js';
import { hostsRule } from './rules/hosts.js';
import { layoutsRule } from './rules/layouts.js';
import { networkRule } from './rules/network.js';
import { poolNamesRule } from './rules/pool-names.js';
import { portsRule } from './rules/ports.js';
import { processesRule } from './rules/processes.js';
import { profilesRule } from './rules/profiles.js';
import type { Rule } from './rules/rule.js';

const rules: readonly Rule[] = [
  hostsRule,
  networkRule,
  processesRule,
  disksRule,
  poolNamesRule,
  layoutsRule,
  allowedFailuresRule,
  auxPoolsRule,
  diskRefsRule,
  profilesRule,
  fdmiFiltersRule,
  portsRule,
];

/**
 * Everything that the rules find in a model. Findings that depend on values already reported in
 * `known` are left out, so that one mistake is reported once.
 */
export function checkRules(
  model: ClusterDescription,
  known: readonly Problem[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const restsOnKnown = overlap(known.filter(isError).map((problem) => problem.path));
  const add =
    (severity: Problem['severity']) =>
    (code: ErrorCode, path: Path, what: string, hint: string, alsoReads: readonly Path[] = []) => {
      if (![path, ...alsoReads].some(restsOnKnown))
        problems.push({ code, severity, path, what, hint });
    };
  for (const rule of rules) rule(model, { error: add('error'), warn: add('warning') });
  return problems;
}

/** Whether a path is one of the given paths, or inside one. */
function overlap(paths: readonly Path[]): (path: Path) => boolean {
  const whole = new Set(paths.map(formatPath));
  const above = new Set(
    paths.flatMap((path) => path.map((_, length) => formatPath(path.slice(0, length)))),
  );
  return (path) =>
    paths.length > 0 &&
    (above.has(formatPath(path)) ||
      path.some((_, i) => whole.has(formatPath(path.slice(0, i + 1)))) ||
      whole.has(''));
}
