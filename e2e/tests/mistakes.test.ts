import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRepository, runCommand, type BinResult } from '../src/run-bin.js';
import { makeTwoMachines, type TwoMachines } from '../src/two-machines.js';

let machines: TwoMachines;
beforeAll(async () => {
  machines = await makeTwoMachines();
});
afterAll(() => machines.remove());

const bin = inRepository('packages/hare_setup/dist/bin.cjs');

function setup(
  { root, env }: Sandbox,
  args: readonly string[],
  { through = [], more = {} }: Pick<Row, 'through' | 'more'> = {},
): Promise<BinResult> {
  const atRoot = args.includes('--root') || withoutRoot.has(args[0] ?? '') ? [] : ['--root', root];
  const [program = process.execPath, ...words] = [
    ...through,
    process.execPath,
    bin,
    ...args,
    ...atRoot,
  ];
  return runCommand([program, ...words], { ...env, ...more });
}

/** Calls that have no `--root`. */
const withoutRoot = new Set(['explain', 'schema', 'completion', 'help', 'inti', '--inti', '-v']);

interface Row {
  readonly name: string;
  readonly args: (machine: Sandbox) => readonly string[];
  readonly exit: 1 | 2;
  /** What stderr, or stdout of a command that prints findings, must say. */
  readonly says: RegExp;
  /** What the remedy is. */
  readonly hint: RegExp;
  /** The call with the remedy, which must succeed. */
  readonly then?: (machine: Sandbox) => readonly string[];
  readonly on?: 'configured';
  /** Breaks something before, and answers how it is put right. */
  readonly before?: (machine: Sandbox) => () => void;
  readonly through?: readonly string[];
  readonly more?: Readonly<Record<string, string>>;
}

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const config =
  (url: (machine: Sandbox) => string): Row['args'] =>
  (machine) => ['config', '--config', url(machine)];
const usage = (
  name: string,
  args: readonly string[],
  says: RegExp,
  hint: RegExp,
  then?: readonly string[],
): Row => ({
  name,
  args: () => args,
  exit: 2,
  says,
  hint,
  ...(then === undefined ? {} : { then: () => then }),
});

const rows: readonly Row[] = [
  usage('a stage misspelt', ['inti'], /unknown stage or command "inti"/, /did you mean init\?/, [
    'init',
    '--help',
  ]),
  usage('a stage flag misspelt', ['--inti'], /unknown option --inti/, /did you mean --init\?/, [
    '--init',
    '--help',
  ]),
  usage(
    'two stages',
    ['--init', '--test'],
    /two stages in one call: --init and --test/,
    /once for each stage/,
  ),
  usage('the stage last', ['-v', 'init'], /the stage must come first/, /hare_setup init -v/, [
    'init',
    '-v',
    '--help',
  ]),
  usage(
    'an option misspelt',
    ['init', '--cnfig', 'x'],
    /unknown option --cnfig/,
    /did you mean --config\?/,
  ),
  usage(
    'an option without its value',
    ['config', '--root', '/', '--config'],
    /--config needs a value: URL/,
    /--config URL/,
  ),
  usage(
    'a word too many',
    ['init', 'now'],
    /unexpected argument "now"/,
    /only options are allowed/,
  ),
  usage(
    'a time that is none',
    ['init', '--timeout', 'soon'],
    /--timeout cannot be "soon"/,
    /--timeout 90/,
  ),
  usage('a time of 0', ['init', '--timeout', '0'], /--timeout cannot be 0/, /omit it/),
  usage('a wait that is none', ['init', '--wait', 'x'], /--wait cannot be "x"/, /--wait 90/),
  usage('status waits for no time', ['status', '--wait', 'x'], /--wait cannot be "x"/, /--wait 90/),
  usage(
    'a plan misspelt',
    ['test', '--plan', 'fool'],
    /--plan cannot be "fool"/,
    /did you mean full\?/,
  ),
  usage(
    'a way of mkfs that is none',
    ['init', '--mkfs=never'],
    /--mkfs cannot be "never"/,
    /once, always/,
  ),
  usage(
    'two formats',
    ['init', '--json', '--format', 'text'],
    /--json and --format cannot be combined/,
    /use one of them/,
  ),
  usage(
    'one option, two values',
    ['config', '-c', 'a.json', '-c', 'b.json'],
    /occurs twice/,
    /only once/,
  ),
  usage(
    'a root that is missing',
    ['init', '--root', '/nope/root'],
    /--root \/nope\/root is not a directory/,
    /mkdir -p \/nope\/root/,
  ),
  usage(
    'settings that are missing',
    ['init', '--settings', '/nope.yaml'],
    /\/nope\.yaml: the settings file does not exist/,
    /--settings/,
  ),
  usage(
    'a run from no stage',
    ['run', '--from', 'reset'],
    /--from reset is not a stage of a run/,
    /post_install, prepare, config, init, test/,
  ),
  usage(
    'a run backwards',
    ['run', '--from', 'test', '--to', 'init'],
    /--from test comes after --to init/,
    /the order is/,
  ),
  usage(
    'a run of nothing',
    ['run', '--from', 'init', '--to', 'init', '--skip', 'init'],
    /no stage to run/,
    /stages of a run/,
  ),
  usage('a number of lines', ['log', '-n', 'all'], /--lines cannot be "all"/, /whole number/),
  usage('a schema misspelt', ['schema', 'plam'], /NAME cannot be "plam"/, /plan/, [
    'schema',
    'plan',
  ]),
  usage('another shell', ['completion', 'ksh'], /SHELL cannot be "ksh"/, /bash, zsh, fish/, [
    'completion',
    'zsh',
  ]),
  usage(
    'a code misspelt',
    ['doctor', '--ignore', 'CLOCK_SKEV'],
    /--ignore: unknown code "CLOCK_SKEV"/,
    /did you mean CLOCK_SKEW\?/,
  ),
  usage(
    'help of no stage',
    ['help', 'inti'],
    /unknown stage or command "inti"/,
    /did you mean init\?/,
    ['help', 'init'],
  ),
  usage('a backup to nowhere', ['backup'], /--target is missing/, /--target \/var\/backups\/hare/),
  usage(
    'a restore from nowhere',
    ['restore'],
    /--target is missing/,
    /--target \/var\/backups\/hare/,
  ),
  usage(
    'a size that is none',
    ['support_bundle', '--size_limit', 'big'],
    /--size_limit cannot be "big"/,
    /100M/,
  ),
  {
    name: 'a topic misspelt',
    args: () => ['explain', 'HCTL_NOT_FOND'],
    exit: 1,
    says: /unknown topic "HCTL_NOT_FOND"/,
    hint: /did you mean HCTL_NOT_FOUND\?/,
    then: () => ['explain', 'HCTL_NOT_FOUND'],
  },
  {
    name: 'config without a ConfStore',
    args: () => ['config'],
    exit: 1,
    says: /no ConfStore/,
    hint: /--config URL/,
    then: ({ url }) => ['config', '--config', url, '--dry-run'],
  },
  {
    name: 'a ConfStore that is missing',
    args: config(({ folder }) => `json://${folder}/nope.json`),
    exit: 1,
    says: /nope\.json: the file does not exist/,
    hint: /correct the path; to see what is there: ls -l \/\S+/,
  },
  {
    name: 'a missing file with blanks and umlauts',
    args: config(({ folder }) => `${folder}/mit Leer ü.json`),
    exit: 1,
    says: /mit Leer ü\.json: the file does not exist/,
    hint: /correct the path; to see what is there: ls -l \/\S+/,
  },
  {
    name: 'a scheme misspelt',
    args: config(({ confstoreFile }) => `jsn://${confstoreFile}`),
    exit: 1,
    says: /unknown scheme jsn/,
    hint: /did you mean json\?/,
    then: ({ url }) => ['config', '--config', url, '--dry-run'],
  },
  {
    name: 'a scheme of no kind',
    args: config(() => 'foo://x'),
    exit: 1,
    says: /unknown scheme foo/,
    hint: /use one of json/,
  },
  {
    name: 'a directory in place of a file',
    args: config(({ folder }) => folder),
    exit: 1,
    says: /has no scheme/,
    hint: /name its format, for example: json:\/\//,
  },
  {
    name: 'a path without an ending',
    args: config(() => '/etc/hostname'),
    exit: 1,
    says: /"\/etc\/hostname" is not a ConfStore URL/,
    hint: /json:\/\/\/etc\/hostname/,
  },
  {
    name: 'a ConfStore that is damaged',
    before: ({ folder }) => {
      writeFileSync(`${folder}/cut.json`, '{"a": ');
      return () => undefined;
    },
    args: config(({ folder }) => `json://${folder}/cut.json`),
    exit: 1,
    says: /cut\.json:1:\d+/,
    hint: /\S/,
  },
  {
    name: 'a ConfStore without a cluster',
    before: ({ folder }) => {
      writeFileSync(`${folder}/empty.json`, '{}');
      return () => undefined;
    },
    args: config(({ folder }) => `json://${folder}/empty.json`),
    exit: 1,
    says: /empty\.json/,
    hint: /\S/,
  },
  {
    name: 'Consul that is down',
    args: config(() => 'consul://127.0.0.1:1/x'),
    exit: 1,
    says: /127\.0\.0\.1:1/,
    hint: /\S/,
  },
  {
    name: 'init before config',
    args: () => ['init'],
    exit: 1,
    says: /config has not run/,
    hint: /hare_setup config --config URL/,
  },
  {
    name: 'test before config',
    args: () => ['test'],
    exit: 1,
    says: /config has not run/,
    hint: /hare_setup config --config URL/,
  },
  {
    name: 'a log before any stage',
    before: ({ root }) => {
      rmSync(path.join(root, 'var/log'), { recursive: true, force: true });
      return () => undefined;
    },
    args: () => ['log'],
    exit: 1,
    says: /the log does not exist/,
    hint: /hare_setup post_install/,
    then: () => ['post_install'],
  },
  {
    name: 'hctl at a wrong path',
    on: 'configured',
    more: { HARE_HCTL: '/nope/hctl' },
    args: () => ['init'],
    exit: 1,
    says: /\/nope\/hctl does not exist/,
    hint: /HARE_HCTL/,
  },
  {
    name: 'hctl that may not run',
    on: 'configured',
    more: { HARE_HCTL: '/etc/passwd' },
    args: () => ['init'],
    exit: 1,
    says: /\/etc\/passwd is not executable/,
    hint: /chmod \+x \/etc\/passwd/,
  },
  {
    name: 'a setting misspelt',
    on: 'configured',
    before: ({ folder }) => {
      writeFileSync(`${folder}/s.yaml`, 'hclt: /x\n');
      return () => undefined;
    },
    args: ({ folder }) => ['init', '--settings', `${folder}/s.yaml`],
    exit: 1,
    says: /hclt/,
    hint: /hctl/,
  },
  {
    name: 'a CDF that is not there',
    on: 'configured',
    args: () => ['init', '--file', '/nope/cluster.yaml'],
    exit: 1,
    says: /\/nope\/cluster\.yaml/,
    hint: /ls -l \/nope\/cluster\.yaml/,
  },
  {
    name: 'a CDF that is damaged',
    on: 'configured',
    before: ({ folder }) => {
      writeFileSync(`${folder}/cut.yaml`, 'nodes: [\n');
      return () => undefined;
    },
    args: ({ folder }) => ['init', '--file', `${folder}/cut.yaml`],
    exit: 1,
    says: /cut\.yaml:\d+/,
    hint: /\S/,
  },
  {
    name: 'a backup that is not there',
    on: 'configured',
    args: () => ['restore', '--target', '/nope/b.tar.gz'],
    exit: 1,
    says: /no backup exists at \/nope\/b\.tar\.gz/,
    hint: /correct --target/,
  },
  {
    name: 'wiping without agreement',
    on: 'configured',
    args: () => ['reset', '--forget-mkfs'],
    exit: 2,
    says: /--forget-mkfs needs --yes/,
    hint: /--forget-mkfs --dry-run/,
  },
  {
    name: 'no write permission',
    on: 'configured',
    through: nobody,
    before: ({ folder }) => {
      chmodSync(folder, 0o755);
      return () => chmodSync(folder, 0o700);
    },
    args: config(({ url }) => url),
    exit: 1,
    says: /permission denied/i,
    hint: /root/,
  },
  {
    name: 'no read permission for the log',
    on: 'configured',
    through: nobody,
    before: ({ folder }) => {
      chmodSync(folder, 0o755);
      return () => chmodSync(folder, 0o700);
    },
    args: () => ['log'],
    exit: 1,
    says: /setup\.log: permission denied/,
    hint: /run as root/,
  },
  {
    name: 'a place where nothing can be created',
    on: 'configured',
    args: () => ['backup', '--target', '/proc/hare-backup'],
    exit: 1,
    says: /\/proc\/hare-backup: this directory cannot be created/,
    hint: /\S/,
  },
  {
    name: 'a device in place of a directory',
    on: 'configured',
    args: () => ['backup', '--target', '/dev/full'],
    exit: 1,
    says: /\/dev\/full/,
    hint: /\S/,
  },
];

const isRoot = process.getuid?.() === 0;

describe('typical mistakes', () => {
  test('there are fifty of them', () => {
    expect(rows.length).toBeGreaterThanOrEqual(50);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test.each(rows.filter(({ through }) => isRoot || through === undefined))(
    '$name: one message, one remedy',
    async ({ args, exit, says, hint, then, on, before, ...how }) => {
      const machine = machines[on ?? 'fresh'];
      const restore = before?.(machine);
      const { exitCode, stdout, stderr } = await setup(machine, args(machine), how);
      restore?.();
      const said = stderr.replace(/\u2026 .*\n/g, '');
      expect(exitCode, stdout + stderr).toBe(exit);
      expect(said).toMatch(says);
      const hints = [...said.matchAll(/^ *hint: (.*)$/gm)].map(([, text = '']) => text);
      expect(hints, said).toHaveLength(1);
      expect(hints[0]).toMatch(hint);
      // One message, and nothing of how the program is made.
      expect(said.match(/\[[A-Z][A-Z_]+\]/g) ?? [], said).toHaveLength(1);
      expect(said + stdout).not.toMatch(/\bat \S+ \(|\.js:\d+|\bDEFECT\b|undefined|NaN|\[object/);
      if (then === undefined) return;
      const right = await setup(machine, then(machine));
      expect(right.exitCode, right.stderr).toBe(0);
    },
  );

  test.runIf(isRoot)('a full disk: it is named, with what to look at', async () => {
    const disk = path.join(machines.configured.folder, 'small');
    mkdirSync(disk);
    const mount = ['unshare', '-m', 'sh', '-c'];
    const script = `mount -t tmpfs -o size=4k tmpfs ${disk} && exec "$@"`;
    const { exitCode, stderr } = await setup(machines.configured, ['backup', '--target', disk], {
      through: [...mount, script, 'sh'],
    });
    expect(exitCode, stderr).toBe(1);
    expect(stderr).toMatch(/no space left/i);
    expect(stderr.match(/^ *hint: .*df .*$/gm), stderr).toHaveLength(1);
  });

  test('two at once: the second says which stage is running, and how to wait for it', async () => {
    const slow = { ...machines.configured.env, HCTL_SIM_FAIL: 'status-slow=4000' };
    const first = runCommand(
      [process.execPath, bin, 'init', '--root', machines.configured.root],
      slow,
    );
    const lock = path.join(machines.configured.root, 'run/hare/setup.lock');
    await expect.poll(() => existsSync(lock)).toBe(true);
    const second = await setup(machines.configured, ['test']);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toMatch(/another stage is running: stage init, pid \d+/);
    expect(second.stderr).toMatch(/hint: wait until it ends, or let this stage wait: --wait 5m/);
    expect((await first).exitCode).toBe(0);
    expect((await setup(machines.configured, ['test', '--wait', '5m'])).exitCode).toBe(0);
  });
});
