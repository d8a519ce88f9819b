import { type Guard, guard, guardsOf } from './guards.js';
import { listPackages, tagOf, type WorkspacePackage } from './list-packages.js';
import { packRelease, readPackedRelease, type Tarballs } from './packed-release.js';
import { checkRegistry } from './private-registry.js';
import type { Report, ReportedPackage } from './report.js';
import { readRepositoryState, type RepositoryState } from './repository-state.js';
import { outputOf, runCommand } from './run-command.js';

/**
 * Publishes every released package that the registry does not have in its version, those that
 * others need first. It publishes the state at the tag: a package without a tag, or changed since,
 * is skipped and named. Without `yes` nothing is published.
 */
export async function publish(
  repository: string,
  registry: string,
  yes: boolean,
  say: (text: string) => void,
): Promise<Report> {
  const [state, verdict] = await Promise.all([
    readRepositoryState(repository),
    checkRegistry(registry),
  ]);
  const guards: readonly Guard[] = [
    ...guardsOf(state),
    guard(
      'the registry is our own',
      verdict.ok,
      verdict.ok ? '' : verdict.reason,
      '--registry URL of one on this machine or in a private network',
    ),
  ];
  const base = { schema: 1, action: 'publish', dryRun: !yes, guards, registry } as const;
  if (!verdict.ok || (yes && guards.some(({ ok }) => !ok)))
    return { ...base, outcome: 'refused', packages: [] };

  const packages = listPackages(repository);
  const reported: ReportedPackage[] = [];
  for (const each of packages)
    reported.push(await standingOf(repository, each, state, verdict.url));
  const wanted = packages.filter((_, index) => reported[index]?.what === 'publish');
  if (wanted.length === 0) return { ...base, outcome: 'nothing', packages: reported };
  if (!yes) return { ...base, outcome: 'planned', packages: reported };

  const tarballs = await tarballsFor(repository, wanted, state.head, say);
  for (const { manifest } of wanted)
    say(
      await outputOf(
        'npm',
        ['publish', tarballs[manifest.name] ?? '', ...toRegistry(verdict.url)],
        { cwd: repository },
      ),
    );
  return { ...base, outcome: 'done', packages: reported };
}

/** A scope's own registry in some .npmrc would win over `--registry`. */
function toRegistry(url: string): readonly string[] {
  return [`--registry=${url}`, `--@hare:registry=${url}`];
}

async function standingOf(
  repository: string,
  { folder, manifest }: WorkspacePackage,
  { tags }: RepositoryState,
  url: string,
): Promise<ReportedPackage> {
  const { name, version } = manifest;
  const tag = tagOf(manifest);
  if (!tags.has(tag)) return { name, version, what: 'never released' };
  if (await isPublished(repository, manifest, url))
    return { name, version, what: 'published already' };
  const { exitCode } = await runCommand('git', ['diff', '--quiet', tag, 'HEAD', '--', folder], {
    cwd: repository,
  });
  return { name, version, what: exitCode === 0 ? 'publish' : 'changed since its release' };
}

/** One that answers everybody is asked by one request; npm, which takes a second, knows the way to others. */
async function isPublished(
  repository: string,
  { name, version }: WorkspacePackage['manifest'],
  url: string,
): Promise<boolean> {
  const answer = await fetch(new URL(name.replace('/', '%2f'), url)).catch(() => undefined);
  if (answer?.status === 404) return false;
  if (answer?.ok === true) {
    const { versions } = (await answer.json()) as { readonly versions?: object };
    return Object.hasOwn(versions ?? {}, version);
  }
  return npmKnows(repository, `${name}@${version}`, url);
}

async function npmKnows(repository: string, tag: string, url: string): Promise<boolean> {
  const { exitCode, stdout, stderr } = await runCommand(
    'npm',
    ['view', tag, 'version', '--json', ...toRegistry(url)],
    { cwd: repository },
  );
  if (exitCode === 0) return stdout.trim() !== '';
  if (/\bE404\b/.test(stderr + stdout)) return false;
  throw new Error(`the registry ${url} cannot be asked for ${tag}\n${stderr}`.trimEnd());
}

/**
 * The tarballs of the release, or the same made again if the release was not made in this folder.
 */
async function tarballsFor(
  repository: string,
  wanted: readonly WorkspacePackage[],
  head: string,
  say: (text: string) => void,
): Promise<Tarballs> {
  const packed = readPackedRelease(repository, head);
  if (wanted.every(({ manifest }) => packed[manifest.name] !== undefined)) return packed;
  say(
    await outputOf('npm', ['run', 'build'], {
      cwd: repository,
      env: { NX_DAEMON: 'false', NX_TUI: 'false' },
    }),
  );
  return packRelease(repository, wanted, head);
}
