import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { snapshot } from '@hare/sandbox';
import { describe, expect, test } from 'vitest';
import { withSandbox, type Machine } from '../src/with-sandbox.js';

const filesOf = (machine: Machine): string[] =>
  Object.keys(
    snapshot(path.join(machine.root, 'var'), (file) =>
      /setup\.log|journal|^log|^lib\/(rpm|dpkg)/.test(file),
    ),
  ).filter((file) => !/^lib(\/hare(\/setup)?)?$/.test(file));

function edit(machine: Machine, change: (text: string) => string): void {
  writeFileSync(machine.confstoreFile, change(readFileSync(machine.confstoreFile, 'utf8')));
}

describe('nothing changes, the place is named and a hint is given, when', () => {
  const cases: readonly (readonly [
    string,
    (machine: Machine) => readonly string[],
    1 | 2,
    RegExp,
  ])[] = [
    [
      'the ConfStore is missing',
      ({ folder }) => ['config', '--config', `json://${folder}/none.json`],
      1,
      /none\.json/,
    ],
    [
      'its JSON is broken',
      (machine) => (
        edit(machine, (text) => text.replace('"storage": {', '"storage": [')),
        ['config', '--config', machine.url]
      ),
      1,
      /exampleV2\.json:\d+:\d+/,
    ],
    [
      'a key is missing',
      (machine) => (
        edit(machine, (text) => text.replace('"data_devices"', '"data_device"')),
        ['config', '--config', machine.url]
      ),
      1,
      /cluster>srvnode-1>storage>data_devices/,
    ],
    [
      'a value has the wrong type',
      (machine) => (
        edit(machine, (text) => text.replace('"s3_instances": 2', '"s3_instances": []')),
        ['config', '--config', machine.url]
      ),
      1,
      /s3_instances/,
    ],
    [
      'no dialect is recognised',
      (machine) => (
        edit(machine, (text) => text.replace('"server_nodes"', '"servers"')),
        ['config', '--config', machine.url]
      ),
      1,
      /cluster>server_nodes/,
    ],
    [
      'the dialect is unknown',
      ({ url }) => ['config', '--config', url, '--dialect', 'nod'],
      2,
      /did you mean|node/,
    ],
    [
      'the target cannot be written',
      ({ url, confstoreFile }) => [
        'config',
        '--config',
        url,
        '--file',
        `${confstoreFile}/cluster.yaml`,
      ],
      1,
      /exampleV2\.json\/cluster\.yaml/,
    ],
    ['a flag is unknown', ({ url }) => ['config', '--config', url, '--fil', '/tmp/x'], 2, /--file/],
    ['the scheme is unknown', () => ['config', '--config', 'xml:///etc/hosts'], 1, /json.*yaml/s],
    ['the CDF is missing', () => ['init'], 1, /hare_setup config --config/],
  ];
  test.each(cases)('%s', async (_title, prepare, exitCode, expected) => {
    const machine = withSandbox({ packageManager: 'dpkg' });
    const args = prepare(machine);
    const result = await machine.setup(...args);
    const text = result.stdout + result.stderr;
    expect(result, text).toMatchObject({ exitCode });
    expect(text).toMatch(expected);
    expect(text).toContain('hint: ');
    expect(text).not.toMatch(/\n\s+at .*\.js:\d+/);
    expect(filesOf(machine)).toEqual([]);
  });
});

test('two stages at once: the second says which one runs, with its pid, and changes nothing', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  expect(await machine.setup('config', '--config', machine.url)).toMatchObject({ exitCode: 0 });
  mkdirSync(machine.hctlState, { recursive: true });
  writeFileSync(path.join(machine.hctlState, 'fail.json'), '{ "bootstrap-slow": 4000 }');
  const slow = machine.setup('init');
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const second = await machine.setup('config', '--config', machine.url);
  expect(second, second.stdout + second.stderr).toMatchObject({ exitCode: 1 });
  expect(second.stdout + second.stderr).toMatch(/stage init.*pid \d+/);
  expect(await slow).toMatchObject({ exitCode: 0 });
});

test('--wait lets the second stage begin when the first has ended', async () => {
  const machine = withSandbox({ packageManager: 'dpkg' });
  expect(await machine.setup('config', '--config', machine.url)).toMatchObject({ exitCode: 0 });
  mkdirSync(machine.hctlState, { recursive: true });
  writeFileSync(path.join(machine.hctlState, 'fail.json'), '{ "bootstrap-slow": 2000 }');
  const slow = machine.setup('init');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await machine.setup('config', '--config', machine.url, '--wait', '60s')).toMatchObject({
    exitCode: 0,
  });
  expect(await slow).toMatchObject({ exitCode: 0 });
});
