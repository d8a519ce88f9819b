import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { requirements } from '../src/describe-rpm.js';
import { describePackage } from './describe-package.js';

describePackage('noarch', (built) => {
  test('it requires a shell only; Node is recommended', () => {
    expect(requirements(built.file)).toEqual(['/bin/sh']);
    expect(spawnSync('rpm', ['-qp', '--recommends', built.file], { encoding: 'utf8' }).stdout).toBe(
      'nodejs\n',
    );
  });

  test('it holds what Node loads and no tests, sources, types, maps or tools', () => {
    const here = built.machine();
    here.install('-i', built.file);
    const files = readdirSync(path.join(here.prefix, 'lib'), { recursive: true, encoding: 'utf8' });
    expect(files).toContain('hare_setup/node_modules/@hare/stage-init/dist/index.js');
    expect(
      files.filter((file) => /\.(map|ts|node|so)$|\.test\.|\/(tests|__tests__)\//.test(file)),
    ).toEqual([]);
    expect(
      files.filter((file) => /\/(typescript|vitest|esbuild|nx|fast-check|@types)$/.test(file)),
    ).toEqual([]);
  });
});
