import {
  appendFileSync,
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import type { StageDefinition } from '@hare/stage';
import { runStageInProcess, withWorldMoving } from '@hare/stage/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { config } from './stage.js';

let machine: Sandbox;
let log: string;

const at = (file: string): string => path.join(machine.root, file);
const made = (file: string): string => at(`var/lib/hare/${file}`);
const kv = (): string => path.join(machine.folder, 'kv.json');
const receipt = (): string => made('setup/receipt.json');

interface How {
  readonly argv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stage?: StageDefinition;
}

const runHere = async ({ argv = [], env = {}, stage = config }: How = {}): Promise<
  Awaited<ReturnType<typeof runStageInProcess>>
> => {
  rmSync(log, { force: true });
  const result = await runStageInProcess(stage, {
    argv: ['--root', machine.root, '--config', machine.url, ...argv],
    env: { PATH: process.env['PATH'] ?? '', HARE_KV: `json://${kv()}`, ...machine.env, ...env },
  });
  expect(result.exitCode, result.stdout + result.stderr).toBe(0);
  return result;
};

/** What a run came to, and what it found changed since the one before. */
const configHere = async (
  how: How = {},
): Promise<{ readonly outcome: string; readonly moved: string | undefined }> => {
  const { report } = await runHere(how);
  const said = /since the last run of config: (.*)/.exec(readFileSync(log, 'utf8'))?.[1];
  return { outcome: report.outcome, moved: said?.replace('changed: ', '') };
};

const nothing = { outcome: 'unchanged', moved: 'nothing has changed' };

beforeAll(async () => {
  machine = makeSandbox({ packageManager: 'dpkg', withPackages: false });
  log = at('var/log/seagate/hare/setup.log');
  await configHere();
});
afterAll(() => rmSync(machine.folder, { recursive: true }));

// However the test before left it.
beforeEach(async () => {
  await configHere({ argv: ['--verify'] });
});

/** One byte is another one, and the time of the file stays. */
function changeByte(file: string): void {
  const { atime, mtime } = lstatSync(file);
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(path.join(folder, name)).isFile())
    .filter((name) => !/journal|receipt|setup\/facts/.test(name));
}

test('another byte in any file that config made is noticed, and the file is made again', async () => {
  const names = filesBelow(made('.'));
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const before = readFileSync(made(name));
    changeByte(made(name));
    const run = await configHere();
    expect(run.outcome, name).toBe('changed');
    expect(run.moved, name).toBe(name === 'cluster.yaml' ? 'the CDF' : name);
    expect(readFileSync(made(name)), name).toEqual(before);
    expect(await configHere(), name).toEqual(nothing);
  }
});

test('the time of a file says nothing, wherever the clock was set to', async () => {
  const files = [
    ...filesBelow(made('.')).map(made),
    ...[machine.confstoreFile, kv(), receipt(), at('etc/machine-id')],
  ];
  for (const date of [new Date(0), new Date('2099-01-01')]) {
    for (const file of files) utimesSync(file, date, date);
    expect(await configHere()).toEqual(nothing);
  }
});

const damages: readonly (readonly [what: string, moved: string, act: () => void])[] = [
  ['a file is gone', 'confd.xc', () => rmSync(made('confd.xc'))],
  ['the CDF is gone', 'the CDF', () => rmSync(made('cluster.yaml'))],
  ['a file is longer', 'confd.cg', () => appendFileSync(made('confd.cg'), '\n')],
  [
    'a file of another node is there',
    'sysconfig/motr/x/m0d-0x7200000000000001:0x9',
    () => {
      mkdirSync(made('sysconfig/motr/x'), { recursive: true });
      writeFileSync(made('sysconfig/motr/x/m0d-0x7200000000000001:0x9'), '');
    },
  ],
  [
    'a killed run left something',
    'leftovers of a killed run',
    () => mkdirSync(made('.hare-cfgen.commit/files'), { recursive: true }),
  ],
  [
    'a value in the KV is another',
    'the KV',
    () => {
      writeFileSync(kv(), readFileSync(kv(), 'utf8').replace('"epoch": "1"', '"epoch": "7"'));
    },
  ],
  [
    'a pending configuration is recorded',
    'setup/pending.json',
    () =>
      writeFileSync(
        made('setup/pending.json'),
        JSON.stringify({ version: 1, replace: false, description: 'x' }),
      ),
  ],
];

test.each(damages)('%s: noticed', async (_what, moved, act) => {
  act();
  expect((await configHere()).moved).toBe(moved);
});

test('a link in the place of a file is noticed, though it leads to the same bytes', async () => {
  renameSync(made('confd.xc'), made('elsewhere'));
  symlinkSync('elsewhere', made('confd.xc'));
  expect((await configHere()).outcome).toBe('changed');
  expect(lstatSync(made('confd.xc')).isFile()).toBe(true);
});

test('a KV that was changed and changed back holds what it held; without its keys it gets them again', async () => {
  const before = readFileSync(kv());
  writeFileSync(kv(), '{}');
  writeFileSync(kv(), before);
  expect(await configHere()).toEqual(nothing);
  writeFileSync(kv(), '{}');
  expect(await configHere()).toEqual({ outcome: 'changed', moved: 'the KV' });
  expect(Object.keys(JSON.parse(readFileSync(kv(), 'utf8')) as object)).toContain('epoch');
});

const inputs: readonly (readonly [what: string, moved: string, act: () => unknown])[] = [
  ['a byte of the ConfStore', 'the ConfStore', () => appendFileSync(machine.confstoreFile, ' ')],
  [
    'the machine-id',
    'the name of this machine',
    () => writeFileSync(at('etc/machine-id'), `${'e'.repeat(32)}\n`),
  ],
  ['the host name', 'the name of this machine', () => writeFileSync(at('etc/hostname'), 'x\n')],
  [
    'the names of hosts',
    'the name of this machine',
    () => writeFileSync(at('etc/hosts'), '127.0.1.1 x\n'),
  ],
  ['an option', 'the command line or the settings', () => ({ argv: ['--dialect', 'rfc20'] })],
  ['--replace', 'the command line or the settings', () => ({ argv: ['--replace'] })],
  ['the node', 'the command line or the settings', () => ({ argv: ['--node', 'srvnode-1'] })],
  ['a setting', 'the command line or the settings', () => ({ env: { HARE_PREFIX: '/opt/other' } })],
  ['a limit', 'the command line or the settings', () => ({ env: { CONFSTORE_TIMEOUT: '7' } })],
  [
    'the size of a drive',
    'what this machine says of itself',
    () => truncateSync(at('dev/sdc'), 11 * 1024 ** 3),
  ],
  [
    'another place of the KV',
    'the command line or the settings',
    () => {
      writeFileSync(`${kv()}.json`, readFileSync(kv()));
      return { env: { HARE_KV: `json://${kv()}.json` } };
    },
  ],
];

test.each(inputs)('what config is made from is compared: %s', async (_what, moved, act) => {
  const call = (act() ?? {}) as How;
  expect((await configHere(call)).moved).toBe(moved);
  expect(await configHere(call)).toEqual(nothing);
});

test('a facts file counts by its bytes', async () => {
  const facts = path.join(machine.folder, 'facts.json');
  const drives = ['b', 'c', 'd', 'e', 'f'].map((disk) => [
    `srvnode-1.data.private/drives/dev/sd${disk}`,
    { path: `/dev/sd${disk}`, size: 1_000_000_000, blksize: 4096 },
  ]);
  const host = ['srvnode-1.data.private/facts', { processorcount: 8, memorysize_mb: 16384 }];
  writeFileSync(facts, JSON.stringify({ kv: Object.fromEntries([host, ...drives]) as unknown }));
  const call = { argv: ['--facts', facts] };
  await configHere({ argv: [...call.argv, '--replace'] });
  await configHere(call);
  expect(await configHere(call)).toEqual(nothing);
  appendFileSync(facts, '\n');
  expect(await configHere(call)).toEqual({ outcome: 'unchanged', moved: 'the facts file' });
});

const distrusted: readonly (readonly [what: string, act: () => void])[] = [
  ['is gone', () => rmSync(receipt())],
  ['is empty', () => truncateSync(receipt())],
  ['is cut', () => truncateSync(receipt(), 100)],
  ['has another byte', () => changeByte(receipt())],
  [
    'is a link',
    () => {
      renameSync(receipt(), `${receipt()}.x`);
      symlinkSync(`${receipt()}.x`, receipt());
    },
  ],
  ['may be written by others', () => chmodSync(receipt(), 0o666)],
];
const ofOthers: typeof distrusted = [
  ['belongs to another user', () => chownSync(receipt(), 12345, 0)],
];

test.each(process.geteuid?.() === 0 ? [...distrusted, ...ofOthers] : distrusted)(
  'a receipt that %s is not believed',
  async (_what, act) => {
    act();
    const { moved } = await configHere();
    expect(moved).toBeUndefined();
  },
);

const sealed = (change: (body: Record<string, Record<string, unknown>>) => void): void => {
  const [, ...lines] = readFileSync(receipt(), 'utf8').split('\n');
  const body = JSON.parse(lines.join('\n')) as Record<string, Record<string, unknown>>;
  change(body);
  const text = `${JSON.stringify(body, undefined, 2)}\n`;
  writeFileSync(receipt(), `${createHash('sha256').update(text).digest('hex')}\n${text}`);
};

test('a receipt of another release, or of a newer form, is not believed', async () => {
  sealed(({ inputs: of = {} }) => (of['the release'] = 'f'.repeat(64)));
  expect((await configHere()).moved).toBe('the release');
  sealed((body) => ((body as Record<string, unknown>)['version'] = 2));
  expect((await configHere()).moved).toBeUndefined();
});

test('a receipt that leaves something out, or knows more, is not believed', async () => {
  sealed(({ outputs: of = {} }) => delete of['confd.xc']);
  expect((await configHere()).moved).toBe('confd.xc');
  sealed(({ outputs: of = {} }) => (of['sysconfig/gone'] = 'none'));
  expect((await configHere()).moved).toBe('sysconfig/gone');
});

test('devices are looked at all the same', async () => {
  writeFileSync(made('setup/facts.json'), '{}');
  expect(await configHere()).toEqual({ ...nothing, outcome: 'changed' });
});

test('a configuration from elsewhere is made this machine’s own, though nothing else has changed', async () => {
  writeFileSync(made('setup/restored.json'), '');
  expect((await configHere()).outcome).toBe('changed');
  expect(await configHere()).toEqual(nothing);
});

test('a ConfStore that is written to and changed back while config reads it leaves no receipt', async () => {
  const text = readFileSync(machine.confstoreFile);
  rmSync(made('confd.xc'));
  rmSync(receipt());
  const stage = withWorldMoving(config, 'configuration', () => {
    writeFileSync(machine.confstoreFile, '{}');
    writeFileSync(machine.confstoreFile, text);
  });
  expect((await configHere({ stage })).outcome).toBe('changed');
  expect((await configHere()).moved).not.toBe('nothing has changed');
  expect(await configHere()).toEqual(nothing);
});

test('a file that somebody changes once it is written leaves no receipt for what it holds then', async () => {
  rmSync(made('setup/config.json'));
  const stage = withWorldMoving(config, 'recorded', () => changeByte(made('confd.xc')));
  await configHere({ stage });
  const run = await configHere();
  expect(run).toEqual({ outcome: 'changed', moved: 'confd.xc' });
});

test('a dry run leaves no receipt, and says what a run would', async () => {
  rmSync(receipt());
  expect((await configHere({ argv: ['--dry-run'] })).outcome).toBe('unchanged');
  expect(readdirSync(made('setup'))).not.toContain('receipt.json');
});

test('warnings are said again without generating, and the receipt is for its owner alone', async () => {
  writeFileSync(at('etc/hostname'), 'elsewhere\n');
  writeFileSync(at('etc/machine-id'), `${'d'.repeat(32)}\n`);
  const warningsOf = ({ report }: Awaited<ReturnType<typeof runHere>>): unknown =>
    report.steps.map(({ warnings }) => warnings);
  const full = warningsOf(await runHere());
  expect(JSON.stringify(full)).toContain('assuming the only node');
  expect(await configHere()).toEqual(nothing);
  expect(warningsOf(await runHere())).toEqual(full);
  expect(lstatSync(receipt()).mode & 0o777).toBe(0o600);
});
