import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { listPackages } from '@hare/release';
import { expect, test } from 'vitest';
import { inRepository } from '../src/run-bin.js';

const tracked = execFileSync('git', ['ls-files', '-z'], {
  cwd: inRepository('.'),
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(inRepository(file)));

test('package-lock.json names no registry host', () => {
  const lock = JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
  };
  const hosts = Object.values(lock.packages).flatMap(({ resolved }) =>
    resolved?.startsWith('http') === true ? [resolved] : [],
  );
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(hosts).toEqual([]);
});

test('no file names a registry host or a path of the machine it was written on', () => {
  const forbidden =
    /registry\.(npmjs|yarnpkg)\.|proxy\.golang\.|files\.pythonhosted\.|\/home\/[a-z]+\/|(?<![\w.])\/work\/(main|shared)/;
  const found = tracked.filter(
    (file) =>
      file !== 'e2e/tests/repository.test.ts' &&
      forbidden.test(readFileSync(inRepository(file), 'latin1')),
  );
  expect(tracked.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});

test('nothing that is built or installed is tracked', () => {
  expect(tracked.filter((file) => /(^|\/)(node_modules|dist|test-results)\//.test(file))).toEqual(
    [],
  );
});

test('tools and e2e need our packages in any version: a released one would not be the one of ^0.0.0, and npm would look for that in a registry', () => {
  const manifests = tracked.filter((file) => /^(tools\/[^/]+|e2e)\/package\.json$/.test(file));
  const pinned = manifests.flatMap((file) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(inRepository(file), 'utf8'),
    ) as Readonly<
      Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>> | undefined>
    >;
    return Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, range]) =>
      (name.startsWith('@hare/') || name === 'hare_setup') && range !== '*'
        ? [`${file}: ${name} ${range}`]
        : [],
    );
  });
  expect(manifests.length).toBeGreaterThan(5);
  expect(pinned).toEqual([]);
});

test('packages need each other in any version where only their tests do: such a need moves no version', () => {
  const names = new Set(listPackages(inRepository('.')).map(({ manifest }) => manifest.name));
  const pinned = tracked
    .filter((file) => /^packages\/[^/]+\/package\.json$/.test(file))
    .flatMap((file) => {
      const { devDependencies = {} } = JSON.parse(readFileSync(inRepository(file), 'utf8')) as {
        readonly devDependencies?: Readonly<Record<string, string>>;
      };
      return Object.entries(devDependencies).flatMap(([name, range]) =>
        names.has(name) && range !== '*' ? [`${file}: ${name} ${range}`] : [],
      );
    });
  expect(pinned).toEqual([]);
});

test('hare_setup knows the stages that their manifests announce', () => {
  const program = inRepository('tools/generators/stages.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program, '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
