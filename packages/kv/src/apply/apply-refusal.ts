import { HareError, isSecretName, mask, maskText } from '@hare/base';
import type { RenumberedDrive } from './drive-fids.js';
import type { ApplicationPlan } from './plan-application.js';
import type { Snapshot } from './snapshot.js';

/** How many keys a refusal shows. */
const shown = 20;

/** `APPLY_DIFFERENT`: the KV has another configuration. Its problems are the diff. */
export function differentConfiguration(snapshot: Snapshot, plan: ApplicationPlan): HareError {
  const { record } = snapshot;
  const whose =
    record === undefined
      ? 'a configuration without a record'
      : record.state === 'applied'
        ? `another configuration (generation ${record.generation}, ` +
          `by ${record.owner} at ${record.time})`
        : `half of another configuration (its writer ${record.owner} died)`;
  return new HareError('APPLY_DIFFERENT', `the KV contains ${whose}: ${describeChanges(plan)}`, {
    where: { url: snapshot.url },
    hint:
      'check what would change, then stop the cluster and run config with --replace: ' +
      'hare_setup config --replace --dry-run',
    problems: diffOf(snapshot, plan),
  });
}

/** `APPLY_CLUSTER_RUNS`: keys would change under a running cluster. */
export function clusterRuns(snapshot: Snapshot, plan: ApplicationPlan): HareError {
  return new HareError(
    'APPLY_CLUSTER_RUNS',
    `the cluster is running with the configuration that would change: ${describeChanges(plan)}`,
    {
      where: { url: snapshot.url },
      hint: 'stop the cluster first: hctl shutdown',
      problems: diffOf(snapshot, plan),
    },
  );
}

/** `APPLY_RENUMBERS`: drives would get other fids. */
export function wouldRenumber(snapshot: Snapshot, drives: readonly RenumberedDrive[]): HareError {
  const problems = drives
    .slice(0, shown)
    .map(
      ({ node, path, before, after }) =>
        new HareError('DRIVE_RENUMBERED', `${path} of ${node} is ${before}, would be ${after}`),
    );
  return new HareError(
    'APPLY_RENUMBERS',
    `${drives.length} drive${drives.length === 1 ? '' : 's'} would get different fids, and ` +
      'Motr would look for their data on the wrong disks',
    {
      where: { url: snapshot.url },
      hint:
        'restore the order of nodes and drives in the ConfStore and add new ones at the end ' +
        '(a new data drive still renumbers metadata devices); --replace=renumber overrides ' +
        'this if you can lose the data',
      problems:
        drives.length > shown
          ? [...problems, new HareError('MORE', `and ${drives.length - shown} more`)]
          : problems,
    },
  );
}

function describeChanges({ added, changed, removed, otherDescription }: ApplicationPlan): string {
  if (otherDescription && added.size + changed.size + removed.length === 0)
    return (
      'same keys, but from another cluster description (N, K, spare units, tolerances or ' +
      'other values that are not in keys)'
    );
  return `${added.size} keys would be added, ${changed.size} changed, ${removed.length} removed`;
}

function diffOf(
  snapshot: Snapshot,
  { added, changed, removed }: ApplicationPlan,
): readonly HareError[] {
  const lines: HareError[] = [];
  const where = (key: string): { readonly where: { readonly key: string } } => ({ where: { key } });
  for (const [key, text] of changed)
    lines.push(
      new HareError(
        'KEY_CHANGED',
        `is ${show(key, snapshot.text(key) ?? '')}, would be ${show(key, text)}`,
        where(key),
      ),
    );
  for (const key of removed)
    lines.push(
      new HareError(
        'KEY_REMOVED',
        `is ${show(key, snapshot.text(key) ?? '')}, would be removed`,
        where(key),
      ),
    );
  for (const [key, text] of added)
    lines.push(new HareError('KEY_ADDED', `would be ${show(key, text)}`, where(key)));
  return lines.length > shown
    ? [...lines.slice(0, shown), new HareError('MORE', `and ${lines.length - shown} more`)]
    : lines;
}

function show(key: string, text: string): string {
  if (isSecretName(key.slice(key.lastIndexOf('/') + 1))) return mask;
  // Before it is cut: half a secret would not be found any more.
  const masked = maskText(text);
  return JSON.stringify(masked.length > 120 ? `${masked.slice(0, 120)}…` : masked);
}
