import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { requirements } from '../src/describe-rpm.js';
import { describePackage } from './describe-package.js';
import { fewCommands } from './few-commands.js';

describePackage('standalone', (built) => {
  test('it requires libraries of glibc and of the C++ compiler only', () => {
    const name =
      '(ld-linux[\\w-]*|libc|libdl|libm|libpthread|librt|libgcc_s|libstdc\\+\\+)\\.so\\.\\d+';
    const required = new RegExp(`^(${name}\\([\\w.]*\\)\\(64bit\\)|rtld\\(GNU_HASH\\))$`);
    expect(requirements(built.file).filter((line) => !required.test(line))).toEqual([]);
    const here = built.machine();
    here.install('-i', built.file);
    const { stdout } = spawnSync('ldd', [path.join(here.prefix, 'bin/hare_setup')], {
      encoding: 'utf8',
    });
    const loaded = stdout
      .trim()
      .split('\n')
      .map((line) => path.basename(line.trim().split(' ')[0] ?? ''));
    expect(
      loaded.filter((library) => !new RegExp(`^(linux-vdso\\.so\\.1|${name})$`).test(library)),
    ).toEqual([]);
    expect(loaded).toContain('libc.so.6');
  });

  test('without any environment, and with no Node to be found, every command works', () => {
    const here = built.machine();
    here.install('-i', built.file);
    const PATH = fewCommands(here.folder);
    const bare = (name: string, ...args: readonly string[]) =>
      spawnSync(path.join(here.prefix, 'bin', name), args, { encoding: 'utf8', env: { PATH } });
    expect(
      spawnSync(path.join(here.prefix, 'bin/hare_setup'), ['--help'], {
        encoding: 'utf8',
        env: {},
      }),
    ).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage: hare_setup') as string,
    });

    const store = path.join(here.folder, 'store.json');
    writeFileSync(store, '{"a":1}\n');
    expect(bare('confstore', `json://${store}`, 'set', 'b>c=2')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(bare('confstore', `json://${store}`, 'get', 'b>c')).toMatchObject({
      status: 0,
      stdout: '["2"]\n',
    });
    // A lock outlives the command that takes it, kept by a separate process.
    const lock = (command: string, owner: string, ...more: readonly string[]) =>
      bare('confstore', `json://${store}`, command, 'here', '--owner', owner, ...more);
    expect(lock('lock', 'one', '--duration', '600')).toMatchObject({ status: 0, stderr: '' });
    expect(lock('test_lock', 'another')).toMatchObject({ status: 1, stdout: 'false\n' });
    expect(lock('unlock', 'one')).toMatchObject({ status: 0, stderr: '' });
    expect(lock('test_lock', 'another')).toMatchObject({ status: 0, stdout: 'true\n' });

    const cdf = path.join(here.folder, 'cluster.yaml');
    expect(bare('hare-cdf', 'generate', here.url, '--output', cdf)).toMatchObject({ status: 0 });
    expect(
      bare('hare-cfgen', '--root', here.root, '--output', path.join(here.folder, 'generated'), cdf),
    ).toMatchObject({ status: 0, stderr: '' });
  });
});
