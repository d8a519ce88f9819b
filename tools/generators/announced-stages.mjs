/**
 * The stages that manifests announce, as `"hare": { "stages": { "init": { "after": "config" } } }`,
 * in the order in which a provisioner runs them. A package with one stage has its summary from
 * `description`.
 */
export function announcedStages(manifests) {
  const announced = manifests.flatMap(
    ({ name: packageName, description, version, hare, exports }) =>
      Object.entries(hare?.stages ?? {}).map(([name, { after, summary = description }]) => ({
        name,
        after,
        summary,
        packageName,
        version,
        hasCodes: './error-codes' in exports,
      })),
  );
  const ordered = [];
  for (let last; ordered.length < announced.length; last = ordered.at(-1).name) {
    const next = announced.filter(({ after }) => after === last);
    if (next.length !== 1) throw new Error(orderProblem(last, next));
    ordered.push(next[0]);
  }
  return ordered;
}

function orderProblem(last, next) {
  const where = last === undefined ? 'without "after"' : `with "after": "${last}"`;
  const names = next.map(({ name }) => name).join(', ') || 'none';
  return `one stage must be announced ${where}; there is: ${names}`;
}

/** packages/hare_setup/src/stages.ts, not yet formatted. */
export function stagesText(stages) {
  const entries = stages.map(
    ({ name, summary, packageName }) => `{
    name: '${name}',
    summary: ${JSON.stringify(summary)},
    load: async () => (await import('${packageName}')).${camelCase(name)},
  },`,
  );
  const withCodes = new Set(
    stages.filter(({ hasCodes }) => hasCodes).map(({ packageName }) => packageName),
  );
  const catalogues = [...withCodes].map(
    (name) => `{ packageName: '${name}', load: () => import('${name}/error-codes') },`,
  );
  return `// Written by tools/generators/stages.mjs from the manifests of the stages: change those.
import type { Catalogue } from './catalogue.js';
import type { StageEntry } from './stage-entry.js';

/** Every stage, in the order in which a provisioner runs them. */
export const stages: readonly StageEntry[] = [
  ${entries.join('\n')}
];

/** The error codes of the stages that have their own. */
export const stageCatalogues: readonly Catalogue[] = [
  ${catalogues.join('\n')}
];
`;
}

/** The manifest of hare_setup with every announced stage among its dependencies. */
export function manifestWithStages(manifest, stages) {
  const { dependencies } = manifest;
  const others = Object.entries(dependencies).filter(([name]) => !name.startsWith('@hare/stage-'));
  const needed = stages.map(({ packageName, version }) => [
    packageName,
    dependencies[packageName] ?? `^${version}`,
  ]);
  const sorted = [...others, ...needed].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...manifest, dependencies: Object.fromEntries(sorted) };
}

/** `pre_upgrade`: `preUpgrade`, under which its package exports it. */
function camelCase(name) {
  return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}
