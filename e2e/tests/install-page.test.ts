import { spawnSync } from 'node:child_process';
import { arch, tmpdir } from 'node:os';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cloneRepository, type Clone } from '../src/release/clone-repository.js';
import { installationLines } from '../src/release/installation-lines.js';
import { runInThrowawayRoot, whyNoThrowawayRoot } from '../src/release/throwaway-root.js';
import { inRepository } from '../src/run-bin.js';

const { version } = JSON.parse(
  readFileSync(inRepository('packages/hare_setup/package.json'), 'utf8'),
) as { readonly version: string };
const [debian, rpm] = arch() === 'arm64' ? ['arm64', 'aarch64'] : ['amd64', 'x86_64'];
const hasCpio = spawnSync('cpio', ['--version']).error === undefined;
if (!hasCpio)
  process.stderr.write('SKIPPED: docs/install.md, As one file: there is no cpio here\n');
/** The database of rpm on a Debian machine knows no shell. */
const knowShell = `
mkdir /tmp/shell
cat > /tmp/shell/shell.spec <<'END'
Name: shell
Version: 1
Release: 1
Summary: dummy
License: none
BuildArch: noarch
Provides: /bin/sh
%description
dummy
%files
END
rpm -q --whatprovides /bin/sh >/dev/null 2>&1 || {
  rpmbuild -bb --quiet --define '_topdir /tmp/shell' /tmp/shell/shell.spec
  rpm -U --justdb /tmp/shell/RPMS/noarch/*.rpm
}`;
/**
 * Each with what is typed before it, and what it must print. Those that every run of all tests does
 * in another way come last: whoever runs it has installed and built a clone, and tools/rpm builds
 * packages.
 */
const sections = [
  { title: 'From one npm file', before: '', prints: `${version}\n` },
  {
    title: 'What next',
    before: 'npm install --global ./dist/npm/hare_setup-VERSION.tgz',
    prints: 'not configured: ',
  },
  { title: 'From a clone', before: '', prints: `${version}\n` },
  { title: 'As an RPM or Debian package, 1', before: knowShell, prints: `${version}\n` },
  { title: 'As an RPM or Debian package, 2', before: '', prints: 'hare-setup' },
  ...(hasCpio ? [{ title: 'As one file', before: '', prints: '' }] : []),
].slice(0, inject('limits').installSections);
const refusal = await whyNoThrowawayRoot();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hare-install-page-')));
let clone: Clone;

beforeAll(() => {
  if (refusal === undefined) clone = cloneRepository(path.join(folder, 'clone'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(refusal !== undefined)(`docs/install.md${refusal ? ` (${refusal})` : ''}`, () => {
  test.each(sections)('$title: every line works as printed', async ({ title, before, prints }) => {
    const lines = installationLines(title);
    expect(lines.length).toBeGreaterThan(0);
    const typed = [before, ...lines]
      .join('\n')
      .replaceAll('VERSION', version)
      .replaceAll('_ARCH', `_${debian}`)
      .replaceAll('.ARCH', `.${rpm}`)
      // It finds problems here: nothing is configured.
      .replace(/^hare_setup doctor$/m, 'hare_setup doctor || [ $? = 1 ]');
    const script = `set -e; cd ${clone.folder}\n${typed}\n`;
    const { exitCode, stdout, stderr } = await runInThrowawayRoot(script, folder);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout).toContain(prints);
  });
});
