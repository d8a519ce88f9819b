import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildConsul, cachedConsul, consulForTests, findConsul } from '@hare/real-consul';

let folder: string;
let env: NodeJS.ProcessEnv;
let go: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'consul-build-'));
  env = { PATH: `${folder}/path:${process.env['PATH'] ?? ''}`, HOME: folder };
  // Replaces the Go command: prints a version, and takes half a second to build a Consul.
  go = script(
    'bin/go',
    `PATH=/usr/bin:/bin; case "$1" in
env) echo go9.9.9;;
build) echo build >>"${folder}/builds"; sleep 0.5; [ -e "${folder}/broken" ] && { echo 'undefined: thing' >&2; exit 1; }
  while [ "$1" != -o ]; do shift; done; printf '#!/bin/sh\\necho "Consul v1.11.11"\\n' >"$2"; chmod +x "$2";;
esac`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(name: string, body: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return file;
}

function builds(): number {
  return existsSync(`${folder}/builds`)
    ? readFileSync(`${folder}/builds`, 'utf8').trim().split('\n').length
    : 0;
}

test('HARE_CONSUL comes before PATH, PATH before the cache, and what does not run is passed over or, when named, an error', async () => {
  env['PATH'] = `${folder}/path`;
  expect(await findConsul({ env, go })).toBeUndefined();
  const built = await buildConsul({ env: { ...env, PATH: process.env['PATH'] ?? '' }, go });
  expect(await findConsul({ env, go })).toEqual({ binary: built, version: '1.11.11' });
  const onPath = script('path/consul', 'echo "Consul v1.10.4"');
  expect(await findConsul({ env, go })).toEqual({ binary: onPath, version: '1.10.4' });
  const named = script('named', 'echo "Consul v1.9.17+ent"');
  expect(await findConsul({ env: { ...env, HARE_CONSUL: named }, go })).toEqual({
    binary: named,
    version: '1.9.17+ent',
  });
  script('path/consul', 'exit 1');
  expect(await findConsul({ env, go })).toEqual({ binary: built, version: '1.11.11' });
  await expect(
    findConsul({ env: { ...env, HARE_CONSUL: `${folder}/nothing` }, go }),
  ).rejects.toThrow(`HARE_CONSUL is ${folder}/nothing, which does not run`);
});

test('the cache is told apart by the versions of Consul and Go', async () => {
  expect(path.relative(folder, (await cachedConsul({ env, go })) ?? '')).toMatch(
    /^\.cache\/hare\/consul-1\.11\.11-go9\.9\.9-[0-9a-f]{8}\/consul$/,
  );
  expect(await cachedConsul({ env, go: `${folder}/no-go` })).toBeUndefined();
  await expect(buildConsul({ env, go: `${folder}/no-go` })).rejects.toThrow('Go is not installed');
});

test('of several builds at once one builds, and the others get its result', async () => {
  const built = await Promise.all([1, 2, 3].map(() => buildConsul({ env, go })));
  expect(new Set(built).size).toBe(1);
  expect(builds()).toBe(1);
  expect(readdirSync(path.dirname(built[0] ?? ''))).toEqual(['consul']);
});

test('a build that fails tells the output of Go and leaves nothing that could be taken for Consul', async () => {
  writeFileSync(`${folder}/broken`, '');
  await expect(buildConsul({ env, go })).rejects.toThrow('undefined: thing');
  expect(await findConsul({ env: { ...env, PATH: `${folder}/path` }, go })).toBeUndefined();
  rmSync(`${folder}/broken`);
  expect(existsSync(await buildConsul({ env, go }))).toBe(true);
});

test('the lock of a build that was killed does not stop the next one', async () => {
  const dead = spawn(process.execPath, ['-e', '0']);
  await once(dead, 'exit');
  const target = (await cachedConsul({ env, go })) ?? '';
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(path.join(path.dirname(target), 'lock'), String(dead.pid));
  expect(existsSync(await buildConsul({ env, go }))).toBe(true);
});

test('tests without a Consul are skipped with a visible line, and in CI it is built or they fail', async () => {
  script('bin/nice', 'PATH=/usr/bin:/bin:$PATH; exec nice "$@"');
  const bare = { HOME: folder, PATH: `${folder}/bin` };
  const lines: string[] = [];
  const log = (line: string): number => lines.push(line);
  expect(await consulForTests({ env: bare, log })).toBeUndefined();
  expect(lines).toEqual([expect.stringContaining('SKIPPED: the tests that need Consul')]);
  expect(await consulForTests({ env: { ...bare, CI: 'true' }, log })).toMatchObject({
    version: '1.11.11',
  });
  rmSync(path.join(folder, '.cache'), { recursive: true });
  writeFileSync(`${folder}/broken`, '');
  await expect(consulForTests({ env: { ...bare, CI: 'true' }, log })).rejects.toThrow(
    'could not be built',
  );
});
