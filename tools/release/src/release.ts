import { writeGreen } from '../../verify/green-record.mjs';
import { guardsOf } from './guards.js';
import { listPackages } from './list-packages.js';
import { packRelease } from './packed-release.js';
import { planRelease } from './plan-release.js';
import { readCommits } from './read-commits.js';
import type { Report } from './report.js';
import { readRepositoryState } from './repository-state.js';
import { outputOf } from './run-command.js';
import { runNxRelease } from './run-nx-release.js';

/** The version of every package in the very first release. */
const firstVersion = '0.1.0';

/**
 * New versions for the packages that changed since their last release, and for those that need
 * them: manifests, changelogs and package-lock.json in one commit, a tag for each, tarballs in
 * dist/release. Nothing is pushed or published. Without `yes` nothing is written at all.
 */
export async function release(
  repository: string,
  yes: boolean,
  say: (text: string) => void,
): Promise<Report> {
  const state = await readRepositoryState(repository);
  const packages = listPackages(repository);
  const released = new Set(
    packages.flatMap(({ manifest: { name } }) =>
      [...state.tags].some((tag) => tag.startsWith(`${name}@`)) ? [name] : [],
    ),
  );
  const first = released.size === 0 ? { firstVersion } : {};
  const guards = guardsOf(state);
  const base = { schema: 1, action: 'release', dryRun: !yes, guards } as const;
  // Without their tags, what changed since the last releases cannot even be said.
  if ((yes && guards.some(({ ok }) => !ok)) || state.untagged.length > 0)
    return { ...base, outcome: 'refused', packages: [] };

  const titles = await readCommits(repository, packages, state.tags);
  const planned = planRelease(
    packages,
    await runNxRelease(repository, { dryRun: true, ...first }, say),
    titles,
    released,
  );
  const reported = planned.map(
    ({ name, from, to, why }) =>
      ({ name, version: to, previous: from, what: 'release', why }) as const,
  );
  if (planned.length === 0) return { ...base, outcome: 'nothing', packages: [] };
  if (!yes) return { ...base, outcome: 'planned', packages: reported };

  say(
    await outputOf('npm', ['run', 'build'], {
      cwd: repository,
      env: { NX_DAEMON: 'false', NX_TUI: 'false' },
    }),
  );
  await runNxRelease(repository, { dryRun: false, ...first }, say);
  const head = await outputOf('git', ['rev-parse', 'HEAD'], { cwd: repository });
  // The release commit is the tested one with other versions.
  writeGreen(repository, head);
  const names = new Set(planned.map(({ name }) => name));
  const packed = await packRelease(
    repository,
    listPackages(repository).filter(({ manifest }) => names.has(manifest.name)),
    head,
  );
  return {
    ...base,
    outcome: 'done',
    packages: reported.map((each) => ({ ...each, ...tarballOf(packed, each.name) })),
  };
}

function tarballOf(
  packed: Readonly<Record<string, string>>,
  name: string,
): { readonly tarball?: string } {
  const tarball = packed[name];
  return tarball === undefined ? {} : { tarball };
}
