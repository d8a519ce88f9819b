import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listPackages, type WorkspacePackage } from '@hare/release';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { writeGreen } from '../../tools/verify/green-record.mjs';
import { beforeReadme } from '../src/release/before-readme.js';
import { checkTypes } from '../src/release/check-types.js';
import { makeCleanMachine, type CleanMachine } from '../src/release/clean-machine.js';
import { cloneRepository, type Clone } from '../src/release/clone-repository.js';
import { lintTarball } from '../src/release/lint-tarball.js';
import { installationLines } from '../src/release/installation-lines.js';
import { listTarball } from '../src/release/list-tarball.js';
import { canTryReadme, environmentOfReadme } from '../src/release/consul-of-readme.js';
import { readReadme } from '../src/release/readme-commands.js';
import { realCommand } from '../src/release/real-command.js';
import { startRegistry, type Registry } from '../src/release/start-registry.js';
import { tryReadme, tryTour } from '../src/release/try-readme.js';
import { inRepository, runCommand, type BinResult } from '../src/run-bin.js';
import { withSandbox } from '../src/with-sandbox.js';

/** The part of the report of `npm run release -- --json` that is looked at. */
interface ReleaseReport {
  readonly outcome: string;
  readonly guards: readonly { readonly title: string; readonly ok: boolean }[];
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly what: string;
    readonly tarball?: string;
  }[];
}

const packages = listPackages(inRepository('.'));
const names = packages.map(({ manifest }) => manifest.name);
const wasReleased = packages.some(({ manifest }) => manifest.version !== '0.0.0');
/** What a release of everything makes of each version: the first one, or a feature on top. */
const next = new Map(
  packages.map(({ manifest }) => [
    manifest.name,
    manifest.version === '0.0.0' ? '0.1.0' : patched(manifest.version),
  ]),
);
const nextOf = (name: string): string => next.get(name) ?? '';
/** Those that are installed, first what people install; the soak installs all. */
const tried = [
  ...new Set(['hare_setup', '@hare/stage-post-install', '@hare/confstore', ...names]),
].slice(0, inject('limits').installedPackages);
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hare-release-e2e-')));
const stops: Registry[] = [];
let registry: Registry;
let clone: Clone;
let machine: CleanMachine;
let tarballs: ReadonlyMap<string, string>;

/** `npm run release -- ARGS` in the clone, as its maintainer runs it. */
function asMaintainer(...args: readonly string[]): Promise<BinResult> {
  return inClone('tools/release/release.mjs', ...args);
}

/** The same without asking Nx first whether the program of the release is built. */
function release(...args: readonly string[]): Promise<BinResult> {
  const program = `import { main } from './tools/release/dist/index.js';
    process.exitCode = await main(process.argv.slice(1), process.cwd());`;
  return inClone('--input-type=module', '--eval', program, '--', ...args);
}

function inClone(...args: readonly string[]): Promise<BinResult> {
  const env = { NPM_CONFIG_USERCONFIG: registry.npmrc };
  return runCommand([process.execPath, ...args], env, clone.folder);
}

async function reportOf(...args: readonly string[]): Promise<ReleaseReport> {
  const { exitCode, stdout, stderr } = await release(...args, '--json');
  expect(exitCode, stdout + stderr).toBe(0);
  return JSON.parse(stdout) as ReleaseReport;
}

/** Runs a line that installs something, as it is typed. */
async function install(where: string, line: string): Promise<void> {
  const { exitCode, stderr } = await machine.run(where, ['sh', '-c', line]);
  expect(exitCode, stderr).toBe(0);
}

/** 0.1.0 becomes 0.1.1. */
function patched(version: string): string {
  const [major, minor, patch] = version.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}

/** A package and those that need it when they run. */
function dependentsOf(name: string): readonly string[] {
  const found = new Set([name]);
  for (const { manifest } of packages)
    if (Object.keys(manifest.dependencies ?? {}).some((each) => found.has(each)))
      found.add(manifest.name);
  return [...found].toSorted();
}

const named = (report: ReleaseReport, what: string): readonly string[] =>
  report.packages
    .filter((each) => each.what === what)
    .map(({ name }) => name)
    .toSorted();

beforeAll(async () => {
  registry = await startRegistry(path.join(folder, 'registry'));
  stops.push(registry);
  clone = cloneRepository(path.join(folder, 'clone'));
  machine = makeCleanMachine(folder, registry);
});

afterAll(async () => {
  for (const each of stops) await each.stop();
  rmSync(folder, { recursive: true });
});

describe('a release of every package', () => {
  test.runIf(wasReleased)('begins at the tags, which a clone without them gets back', async () => {
    const before = await release('--json');
    expect(before.exitCode).toBe(1);
    expect(before.stdout).toContain('npm run release -- --restore-tags');
    const { outcome, packages: tagged } = await reportOf('--restore-tags');
    expect([outcome, tagged.length]).toEqual(['done', names.length]);
    expect((await reportOf('--restore-tags')).outcome).toBe('nothing');
    for (const { folder: each } of packages)
      appendFileSync(path.join(clone.folder, each, 'README.md'), '\nThere is more now.\n');
    clone.git('commit', '--quiet', '--all', '--message', 'feat: there is more in every package');
  });

  test('is refused while a guard does not hold, and writes nothing', async () => {
    appendFileSync(path.join(clone.folder, 'README.md'), '\n');
    const { exitCode, stdout } = await asMaintainer('--yes', '--json');
    expect(exitCode).toBe(1);
    const { outcome, guards } = JSON.parse(stdout) as ReleaseReport;
    expect(outcome).toBe('refused');
    expect(guards.map(({ ok }) => ok)).toEqual([false, true, false, true]);
    expect(clone.git('tag', '--points-at', 'HEAD')).toBe('');
    clone.git('checkout', 'README.md');
    expect(clone.git('status', '--porcelain')).toBe('');
  });

  test('a dry run names every package and writes nothing', async () => {
    writeGreen(clone.folder, clone.git('rev-parse', 'HEAD'));
    const report = await reportOf();
    expect(report).toMatchObject({
      outcome: 'planned',
      guards: [{ ok: true }, { ok: true }, { ok: true }, { ok: true }],
    });
    expect(named(report, 'release')).toEqual(names.toSorted());
    expect([clone.git('tag', '--points-at', 'HEAD'), clone.git('status', '--porcelain')]).toEqual([
      '',
      '',
    ]);
  });

  test('makes a version, a tag, a changelog and a tarball of each package, and one commit', async () => {
    const before = clone.git('rev-parse', 'HEAD');
    const report = await reportOf('--yes');
    expect(report.outcome).toBe('done');
    expect(clone.git('rev-parse', 'HEAD^')).toBe(before);
    expect(clone.git('status', '--porcelain')).toBe('');
    expect(clone.git('tag', '--points-at', 'HEAD').split('\n').toSorted()).toEqual(
      names.map((name) => `${name}@${nextOf(name)}`).toSorted(),
    );
    for (const each of packages)
      expect(readFileSync(path.join(clone.folder, each.folder, 'CHANGELOG.md'), 'utf8')).toContain(
        wasReleased
          ? 'there is more in every package'
          : `The first release.\n\n${each.manifest.description}.`,
      );
    const trust = (file: string): string =>
      readFileSync(path.join(clone.folder, 'dist/release', file), 'utf8');
    expect(JSON.parse(trust('sbom.cdx.json'))).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'hare_setup', version: nextOf('hare_setup') } },
    });
    expect(trust('LICENCES.md')).toContain(`| @hare/cdf | ${nextOf('@hare/cdf')} | Apache-2.0 |`);
    const checked = await runCommand(
      ['sha256sum', '--check', '--strict', 'SHA256SUMS'],
      {},
      path.join(clone.folder, 'dist/release'),
    );
    expect(checked.exitCode, checked.stderr).toBe(0);
    expect(checked.stdout.match(/\.tgz: OK/g)).toHaveLength(names.length);
    tarballs = new Map(report.packages.map(({ name, tarball }) => [name, tarball ?? '']));
    expect(
      JSON.parse(readFileSync(path.join(clone.folder, 'package-lock.json'), 'utf8')),
    ).toMatchObject({
      packages: {
        'packages/cdf': {
          version: nextOf('@hare/cdf'),
          dependencies: { '@hare/confstore': `^${nextOf('@hare/confstore')}` },
        },
      },
    });
  });

  test('right after it there is nothing to release', async () => {
    const report = await reportOf();
    expect([report.outcome, report.packages]).toEqual(['nothing', []]);
  });

  test('a public registry is refused by name', async () => {
    const { exitCode, stdout } = await release(
      '--publish',
      '--yes',
      '--registry',
      'https://npmjs.org/',
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('public registry');
  });

  test('npm publish in a package folder is refused', async () => {
    const { exitCode, stderr } = await runCommand(
      ['npm', 'publish', `--registry=${registry.url}`],
      { NPM_CONFIG_USERCONFIG: registry.npmrc },
      path.join(clone.folder, 'packages/cdf'),
    );
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('nothing is published from a package directory');
    expect((await fetch(`${registry.url}@hare%2fcdf`)).status).toBe(404);
  });

  test('is published once, all of it', async () => {
    expect(named(await reportOf('--publish', '--registry', registry.url), 'publish')).toEqual(
      names.toSorted(),
    );
    expect((await reportOf('--publish', '--registry', registry.url, '--yes')).outcome).toBe('done');
    const again = await reportOf('--publish', '--registry', registry.url, '--yes');
    expect(again.outcome).toBe('nothing');
    expect(named(again, 'published already')).toEqual(names.toSorted());
  });
});

describe.each(names)('%s', (name) => {
  test('its tarball pleases publint and attw', async () => {
    expect(await lintTarball(tarballs.get(name) ?? '')).toEqual([]);
  });

  test('its tarball has no tests, no sources, no source maps, and no path of the machine that made it', async () => {
    const files = await listTarball(tarballs.get(name) ?? '');
    expect(
      [...files.keys()].filter(
        (file) =>
          !/^(dist\/.+\.(c?js|d\.ts|json)|package\.json|README\.md|CHANGELOG\.md|LICENSE|NOTICE)$/.test(
            file,
          ) || /\.test\.|(^|\/)src\//.test(file),
      ),
    ).toEqual([]);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE']),
    );
    const told = [clone.folder, inRepository('.').slice(0, -1), '@hare/source', 'sourceMappingURL'];
    expect(
      [...files].flatMap(([file, text]) =>
        told.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`),
      ),
    ).toEqual([]);
  });
});

test('what others wrote and @hare/command contains is not installed with it, and its notice has their licences', async () => {
  const files = await listTarball(tarballs.get('@hare/command') ?? '');
  const { dependencies } = JSON.parse(
    files.get('package.json') ?? '',
  ) as WorkspacePackage['manifest'];
  expect(Object.keys(dependencies ?? {})).toEqual(['@hare/base']);
  const notice = files.get('NOTICE') ?? '';
  expect(notice).toMatch(/^ {2}execa \S+ \(MIT\)\n/m);
  expect(notice).toMatch(/^ {2}cross-spawn \S+ \(MIT\)\n/m);
  expect(notice.match(/^Permission is hereby granted/gm)).toHaveLength(
    notice.match(/^ {2}\S+ \S+ \(MIT\)$/gm)?.length ?? 0,
  );
});

describe.each(tried)('%s, installed alone', (name) => {
  const { manifest, folder: folderOf } = packages.find(
    (each) => each.manifest.name === name,
  ) as WorkspacePackage;
  const bins = Object.keys(manifest.bin ?? {});
  const readme = readFileSync(inRepository(`${folderOf}/README.md`), 'utf8');
  let alone: string;

  test('as its README says, its commands run, its entries are imported, and its types are sound', async () => {
    alone = machine.emptyFolder(`alone-${name}`);
    const { installs } = readReadme(readme);
    expect(installs.map((line) => line.split(' ').at(-1))).toEqual([name]);
    for (const line of new Set([`npm install ${name}`, ...installs])) await install(alone, line);

    for (const bin of bins) {
      const program = path.join(alone, 'node_modules/.bin', bin);
      const help = await machine.run(alone, [program, '--help']);
      expect(help, help.stderr).toMatchObject({ exitCode: 0, stderr: '' });
      expect(help.stdout).toContain(bin);
      expect(await machine.run(alone, [program, '--version'])).toEqual({
        exitCode: 0,
        stdout: `${nextOf(name)}\n`,
        stderr: '',
      });
      const { args, env, exitCodes, shows } = realCommand(bin, withSandbox());
      const real = await machine.run(alone, [program, ...args], env);
      expect(exitCodes, real.stdout + real.stderr).toContain(real.exitCode);
      expect(real.stdout).toContain(shows);
    }

    const entries = Object.keys(manifest.exports ?? {})
      .filter((entry) => entry !== './package.json')
      .map((entry) => path.posix.join(name, entry));
    const script =
      entries.map((entry, index) => `import * as entry${index} from '${entry}';\n`).join('') +
      `export const counts = [${entries.map((_, index) => `Object.keys(entry${index}).length`).join(', ')}];\n`;
    writeFileSync(path.join(alone, 'use.mts'), script);
    expect(checkTypes(path.join(alone, 'use.mts'))).toEqual([]);
    writeFileSync(path.join(alone, 'use.mjs'), `${script}console.log(JSON.stringify(counts));\n`);
    const used = await machine.run(alone, [process.execPath, 'use.mjs']);
    expect(used.stderr).toBe('');
    expect((JSON.parse(used.stdout) as readonly number[]).length).toBe(entries.length);
  });

  test.skipIf(!canTryReadme(path.basename(folderOf)))('it does what its README shows', async () => {
    const made = withSandbox();
    await beforeReadme(path.basename(folderOf), made);
    const env = { ...made.env, ...(await environmentOfReadme(path.basename(folderOf))) };
    const sandbox = { ...made, env };
    expect(await tryReadme(readme, { folder: alone, machine, sandbox })).toEqual([]);
  });
});

test('hare_setup, installed globally as docs/install.md says, brings a machine through the four stages', async () => {
  const lines = [...installationLines('With npm, 1'), ...installationLines('With npm, 2')];
  expect(lines).toHaveLength(3);
  for (const line of lines) await install(machine.home, line.replaceAll('REGISTRY', registry.url));
  const sandbox = withSandbox();
  const cdf = path.join(sandbox.root, 'var/lib/hare/cluster.yaml');
  for (const args of [
    ['--post_install'],
    ['--config', sandbox.url, '--filename', cdf],
    ['--init'],
    ['--test'],
  ]) {
    const ended = await machine.run(
      machine.home,
      ['hare_setup', ...args, '--root', sandbox.root],
      sandbox.env,
    );
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(0);
  }
  expect(existsSync(cdf)).toBe(true);
  // Of npm config set.
  expect(readdirSync(machine.home)).toEqual(['.npmrc']);
});

test('the tour of README.md does what it shows, with packages that are installed globally', async () => {
  await install(machine.home, 'npm install --global hare_setup @hare/confstore @hare/cdf');
  expect(
    await tryTour(readFileSync(inRepository('README.md'), 'utf8'), {
      folder: machine.home,
      machine,
      sandbox: withSandbox(),
    }),
  ).toEqual([]);
});

test('a fix of confstore would release what needs it when it runs, and nothing else', async () => {
  appendFileSync(path.join(clone.folder, 'packages/confstore/README.md'), '\nIt is right now.\n');
  clone.git('commit', '--quiet', '--all', '--message', 'fix(confstore): what was wrong is right');
  expect(named(await reportOf(), 'release')).toEqual(dependentsOf('@hare/confstore'));
  clone.git('reset', '--quiet', '--hard', 'HEAD^');
});

test('a fix of one package releases it and those that need it, an installed one is upgraded to it, and nothing else moves', async () => {
  const fixed = '@hare/os-packages';
  const user = machine.emptyFolder('user');
  await install(user, `npm install ${fixed} @hare/kv`);

  appendFileSync(
    path.join(clone.folder, 'packages/os-packages/src/index.ts'),
    '\n/** What the fix brings. */\nexport const fixedIn = 2;\n',
  );
  clone.git('commit', '--quiet', '--all', '--message', 'fix(os-packages): what was wrong is right');
  writeGreen(clone.folder, clone.git('rev-parse', 'HEAD'));
  const report = await reportOf('--yes');
  expect(report.outcome).toBe('done');
  const moved = named(report, 'release');
  expect(moved).toEqual(dependentsOf(fixed));
  expect(clone.git('tag', '--points-at', 'HEAD').split('\n').toSorted()).toEqual(
    moved.map((name) => `${name}@${patched(nextOf(name))}`).toSorted(),
  );
  expect(
    readFileSync(path.join(clone.folder, 'packages/os-packages/CHANGELOG.md'), 'utf8'),
  ).toContain('what was wrong is right');

  const published = await reportOf('--publish', '--registry', registry.url, '--yes');
  expect(named(published, 'publish')).toEqual(moved);
  expect(named(published, 'published already')).toEqual(
    names.filter((name) => !moved.includes(name)).toSorted(),
  );

  const upgraded = await machine.run(user, ['npm', 'update', '--prefer-online']);
  expect(upgraded.exitCode, upgraded.stderr).toBe(0);
  const versionOf = (name: string): string =>
    (
      JSON.parse(readFileSync(path.join(user, 'node_modules', name, 'package.json'), 'utf8')) as {
        readonly version: string;
      }
    ).version;
  for (const name of [fixed, '@hare/stage', '@hare/kv'])
    expect(versionOf(name)).toBe(name === fixed ? patched(nextOf(name)) : nextOf(name));
  const used = await machine.run(user, [
    process.execPath,
    '--input-type=module',
    '--eval',
    `import { fixedIn } from '${fixed}'; console.log(fixedIn);`,
  ]);
  expect(used).toEqual({ exitCode: 0, stdout: '2\n', stderr: '' });
});

test('docs/packages.md has a row for each package (node tools/release/sizes.mjs)', () => {
  const rows = [
    ...readFileSync(inRepository('docs/packages.md'), 'utf8').matchAll(/^\| \[([^\]]+)\]/gm),
  ].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(names.toSorted());
});
