import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HareError } from '@hare/confstore/error';
import { beforeEach, describe, expect, test } from 'vitest';
import { defineStage, type StageDefinition } from './define-stage.js';
import type { StageContext } from './stage-context.js';
import { readJournal } from './state/journal.js';
import { writeStageConfig } from './state/stage-config.js';
import type { Step } from './step.js';
import { createInterruption, runStageInProcess, type InProcessCall, type InProcessResult } from './testing.js';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'hare-stage-'));
  return () => rm(root, { recursive: true });
});

const folderStage = defineStage({
  name: 'make_folder',
  summary: 'Makes a folder',
  description: 'Makes the state folder.',
  changes: true,
  options: { mode: { flag: '--mode', value: 'MODE', default: '755', description: 'its mode' } },
  examples: [{ args: ['--mode', '700'], does: 'make a private one' }],
  steps: ({ places, options }) => [
    {
      id: 'folder',
      title: 'The state folder exists',
      check: async () => ((await stat(places.stateDir).catch(() => undefined))?.isDirectory() === true ? { ok: true } : { ok: false, reason: `there is no folder ${places.stateDir}`, diff: `+ ${places.stateDir}` }),
      apply: async () => {
        await mkdir(places.stateDir, { recursive: true, mode: parseInt(options.mode, 8) });
      },
    },
  ],
});

/** A stage with the steps of a test. */
const stageOf = (steps: (context: StageContext) => readonly Step[] | Promise<readonly Step[]>, changes = true): StageDefinition => ({ ...folderStage, options: {}, changes, steps: (context) => steps(context) });
const check = (work: (context: StageContext) => Promise<Awaited<ReturnType<Step['check']>>>): StageDefinition => stageOf((context) => [{ id: 'look', title: 'It is so', check: () => work(context) }]);
const run = (stage: StageDefinition, argv: readonly string[] = [], more: Partial<InProcessCall> = {}): Promise<InProcessResult> => runStageInProcess(stage, { argv: ['--root', root, ...argv], ...more });
const logText = (): Promise<string> => readFile(path.join(root, 'var/log/seagate/hare/setup.log'), 'utf8');

test('a stage changes what is missing, and nothing the second time', async () => {
  const first = await run(folderStage);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.report).toMatchObject({ schema: 'hare.stage-report/1', outcome: 'changed', counts: { changed: 1 } });
  expect(first.stdout).toMatch(/^changed {7}The state folder exists {2}0\.\d s\n {14}\+ .*\nok=0 changed=1 skipped=0 failed=0 in 0\.\d s\n$/);
  const second = await run(folderStage);
  expect(second.report).toMatchObject({ outcome: 'unchanged', counts: { ok: 1, changed: 0 } });
});

test('a dry run says what would change, leaves not even a folder, and exits 0', async () => {
  const { exitCode, report } = await run(folderStage, ['--dry-run']);
  expect(exitCode).toBe(0);
  expect(report).toMatchObject({ outcome: 'would-change', dryRun: true, steps: [{ outcome: 'would-change', diff: `+ ${root}/var/lib/hare/setup` }] });
  await expect(stat(path.join(root, 'var'))).rejects.toThrow('ENOENT');
  await expect(stat(path.join(root, 'run'))).rejects.toThrow('ENOENT');
});

test('--json prints exactly one object on stdout and the text on stderr', async () => {
  const { stdout, stderr, report } = await run(folderStage, ['--json']);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(report)));
  expect(stderr).toContain('ok=0 changed=1');
});

describe('wrong usage is exit 2, changes nothing, and with --json is a report:', () => {
  test.each([
    [['--mod', '7'], 'unknown option --mod', 'did you mean --mode?'],
    [['--timeout', 'soon'], '--timeout cannot be "soon"', 'write a time'],
    [['--settings', '/no/such.yaml'], 'there is no such settings file', 'correct the path'],
  ])('%j', async (argv, what, hint) => {
    const { exitCode, stdout, stderr, report } = await run(folderStage, [...argv, '--json']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(what);
    expect(stderr).toContain(`hint: ${hint}`);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'failed', exitCode: 2, error: { what } });
    expect(report.exitCode).toBe(2);
    expect(existsSync(path.join(root, 'var'))).toBe(false);
  });
});

test('help and version are answered at once, wherever they stand', async () => {
  const { stdout, exitCode } = await run(folderStage, ['--nonsense', '--help']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('Usage: hare-stage-make-folder [options]\n\nMakes the state folder.\n');
  expect(await run(folderStage, ['--version'])).toMatchObject({ exitCode: 0, stdout: '0.0.0\n' });
});

test('--services without one of ours leaves the stage out, with exit 0', async () => {
  const { report, stdout } = await run(folderStage, ['--services', 's3,motr']);
  expect(report).toMatchObject({ outcome: 'unchanged', exitCode: 0, steps: [], skipped: '--services s3,motr names none of hare, hax, all' });
  expect(stdout).toContain('skipped: ');
  for (const services of ['hax', 's3,Hare', 'all']) expect((await run(folderStage, ['--services', services])).report.skipped).toBeUndefined();
});

test('a failure prints reason, hint, log and the command to go on with', async () => {
  const failing = check(() => Promise.resolve({ ok: false, reason: 'package motr is missing', code: 'PACKAGE_MISSING', hint: 'apt-get install motr' }));
  const { exitCode, stderr } = await run(failing, [], { program: 'hare_setup post_install' });
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `hare_setup post_install: It is so: package motr is missing [PACKAGE_MISSING]\n  hint: apt-get install motr\n  log: ${root}/var/log/seagate/hare/setup.log\n  next: hare_setup post_install --root ${root}\n`,
  );
  expect(await logText()).toContain('step look: failed');
});

test('an exception of a step is a defect: its stack is in the log and not on the terminal', async () => {
  const { exitCode, stdout, stderr, report } = await run(check(() => Promise.reject(new TypeError('x is undefined'))));
  expect(exitCode).toBe(1);
  expect(report.steps).toMatchObject([{ outcome: 'failed', code: 'DEFECT' }]);
  expect(stdout + stderr).not.toContain('    at ');
  expect(await logText()).toMatch(/TypeError: x is undefined\n +at /);
});

test('an error while the steps are made fails the stage, an exception there is a defect', async () => {
  const refused = await run(stageOf(() => Promise.reject(new HareError('CDF_BROKEN', 'no CDF', { hint: 'run config' }))));
  expect(refused).toMatchObject({ exitCode: 1, report: { outcome: 'failed', error: { code: 'CDF_BROKEN', hint: 'run config' } } });
  const defect = await run(stageOf(() => Promise.reject(new RangeError('bad'))));
  expect(defect).toMatchObject({ exitCode: 1, report: { error: { code: 'DEFECT' } } });
  expect(defect.stderr).not.toContain('    at ');
});

describe('the context', () => {
  const seen = async (argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<StageContext> => {
    let context: StageContext | undefined;
    await run(
      stageOf((given) => {
        context = given;
        return [];
      }),
      argv,
      { env },
    );
    if (context === undefined) throw new Error('the stage did not run');
    return context;
  };

  test('has what flags, environment and config say, in this order', async () => {
    const places = { stateDir: path.join(root, 'var/lib/hare/setup') };
    expect(await seen([])).toMatchObject({ configUrl: undefined, kvUrl: undefined, node: undefined, timeoutMs: undefined, dryRun: false, root });
    await writeStageConfig(places, { url: 'json:///recorded', cdf: '/c', kv: 'json:///recorded-kv', digest: 'd' });
    expect(await seen([])).toMatchObject({ configUrl: 'json:///recorded', kvUrl: 'json:///recorded-kv' });
    expect(await seen([], { HARE_KV: 'json:///env', HARE_NODE: 'n1' })).toMatchObject({ kvUrl: 'json:///env', node: 'n1' });
    const flags = ['--config', 'json:///flag', '--kv', 'json:///flag-kv', '--node', 'n2', '--facts', '/f', '--timeout', '5m', '--dry-run'];
    expect(await seen(flags, { HARE_KV: 'json:///env', HARE_NODE: 'n1' })).toMatchObject({ configUrl: 'json:///flag', kvUrl: 'json:///flag-kv', node: 'n2', factsFile: '/f', timeoutMs: 300_000, dryRun: true });
  });

  test('puts system paths below the root', async () => {
    const context = await seen([]);
    expect(context.path('/etc/machine-id')).toBe(path.join(root, 'etc/machine-id'));
    expect(context.places.cdfFile).toBe(path.join(root, 'var/lib/hare/cluster.yaml'));
  });

  test('without any URL, the ConfStore is an error that names the command to run', async () => {
    const { report } = await run(check(async (context) => (await context.confStore(), { ok: true })));
    expect(report.steps[0]).toMatchObject({ code: 'CONFIG_URL_MISSING', hint: 'run config first: hare_setup config --config URL' });
  });

  test('opens the ConfStore once', async () => {
    await writeFile(path.join(root, 'a.json'), '{"cluster": {"id": "c1"}}');
    const { report } = await run(
      check(async (context) => {
        const [one, two] = await Promise.all([context.confStore(), context.confStore()]);
        return { ok: true, note: `${JSON.stringify(await one.get('cluster>id'))} ${String(one === two)}` };
      }),
      ['--config', `json://${root}/a.json`],
    );
    expect(report.steps[0]?.note).toBe('"c1" true');
  });

  test('runs commands, and puts them with their output into the log', async () => {
    const { report } = await run(check(async (context) => ({ ok: true, note: (await context.run(['sh', '-c', 'echo out; echo err >&2'])).stdout })));
    expect(report.steps[0]?.note).toBe('out\n');
    expect(await logText()).toMatch(/DEBUG \$ sh -c[^]*stdout: out\n +stderr: err/);
  });

  test('-v prints what goes to the log, warnings are printed always', async () => {
    const talking = check((context) => {
      context.log.debug('a detail');
      context.log.warn('a warning');
      return Promise.resolve({ ok: true });
    });
    expect((await run(talking)).stderr).toBe('warning: a warning\n');
    expect((await run(talking, ['-v'])).stderr).toContain('a detail');
  });

  test('what is waited for is in the log once, however often it is said', async () => {
    const waiting = check((context) => {
      for (let round = 0; round < 5; round++) context.progress('waiting for confd', new Date('2026-05-01T12:00:00Z'));
      return Promise.resolve({ ok: true });
    });
    await run(waiting);
    expect((await logText()).match(/waiting for confd, until 2026-05-01T12:00:00\.000Z/g)).toHaveLength(1);
  });
});

describe('secrets', () => {
  const canaries = { argument: 'canary-argument', environment: 'canary-environment', confStore: 'canary-conf-store', extra: 'canary-extra', output: 'canary-output', diff: 'canary-diff' } as const;

  test('from every source appear in no output, log or journal', async () => {
    await writeFile(path.join(root, 'a.json'), JSON.stringify({ s3: { access_keys: [canaries.confStore], pin: canaries.extra } }));
    await mkdir(path.join(root, 'etc/hare'), { recursive: true });
    await writeFile(path.join(root, 'etc/hare/hare_setup.yaml'), `secrets: {extra: [pin]}\n`);
    const leaky = stageOf((context) => [
      {
        id: 'leak',
        title: 'It is so',
        check: async () => {
          const store = await context.confStore();
          const all = `${JSON.stringify([await store.get('s3>access_keys[0]'), await store.get('s3>pin'), context.env['CONSUL_HTTP_TOKEN'], context.kvUrl])} password: ${canaries.diff}`;
          await context.run(['echo', all, `token=${canaries.output}`]);
          context.log.warn(all);
          context.progress(all);
          return { ok: false, reason: all, diff: `+ ${all}`, hint: all, findings: [all], warnings: [all], where: { file: all, command: [all] } };
        },
        apply: () => Promise.reject(new HareError('LEAK', Object.values(canaries).join(' token=x '), { hint: canaries.confStore, problems: [new HareError('ONE', canaries.environment)] })),
      },
      { id: 'defect', title: 'There is a defect', always: true, check: () => Promise.reject(new TypeError(`${canaries.confStore} token: ${canaries.output}`)), after: ['leak'] },
    ]);
    for (const argv of [['-v'], ['--json', '-v'], ['--dry-run', '-v']]) {
      const { stdout, stderr, report } = await run(leaky, ['--config', `json://${root}/a.json`, '--kv', `consul://u:${canaries.argument}@h/`, ...argv], { env: { CONSUL_HTTP_TOKEN: canaries.environment } });
      expect(report.outcome).not.toBe('unchanged');
      const journal = JSON.stringify(await readJournal({ stateDir: path.join(root, 'var/lib/hare/setup') }));
      for (const [place, text] of Object.entries({ stdout, stderr, report: JSON.stringify(report), log: await logText(), journal })) {
        // An error that carries bare values nobody could know to be secret keeps them: those two stand beside a secret name elsewhere only.
        const leaked = Object.values(canaries).filter((canary) => canary !== canaries.output && canary !== canaries.diff && text.includes(canary));
        expect(leaked, place).toEqual([]);
        expect(text, place).not.toMatch(/(token[=:] ?|password: )canary/);
      }
    }
  });
});

describe('the log and the journal', () => {
  test('say what ran and how it ended', async () => {
    await run(folderStage);
    await run(folderStage);
    await run(check(() => Promise.resolve({ ok: false, reason: 'no', code: 'NO' })));
    const entries = await readJournal({ stateDir: path.join(root, 'var/lib/hare/setup') });
    expect(entries.map(({ event, outcome, changed, failed }) => ({ event, outcome, changed, failed }))).toEqual([
      { event: 'ended', outcome: 'changed', changed: ['folder'], failed: undefined },
      { event: 'started' },
      { event: 'ended', outcome: 'unchanged', changed: [], failed: undefined },
      { event: 'started' },
      { event: 'ended', outcome: 'failed', changed: [], failed: [{ step: 'look', code: 'NO', reason: 'no' }] },
    ]);
    expect(new Set(entries.map(({ run: id }) => id)).size).toBe(3);
    expect(await logText()).toMatch(/INFO {2}begins: hare-stage-make-folder --root .*\n.*\n?[^]*INFO {2}ends: changed, exit 0/);
  });

  test('of a dry run is no journal', async () => {
    await run(folderStage);
    await run(folderStage, ['--dry-run']);
    expect(await readJournal({ stateDir: path.join(root, 'var/lib/hare/setup') })).toHaveLength(1);
  });

  test('that cannot be written is a warning, and the stage goes on', async () => {
    await writeFile(path.join(root, 'file'), '');
    const { exitCode, stderr, report } = await run(folderStage, [], { env: { HARE_LOG_DIR: path.join(root, 'file') } });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: nothing is logged: ');
    expect(report.log).toBeUndefined();
  });
});

describe('an interruption', () => {
  test('begins no further step, runs always steps with commands of their own, and exits 130', async () => {
    const interruption = createInterruption();
    const stage = stageOf((context) => {
      let back = false;
      return [
        { id: 'slow', title: 'Slow', check: () => Promise.resolve({ ok: false, reason: 'not yet' }), apply: async () => (interruption.interrupt('SIGINT'), context.sleep(60_000)) },
        { id: 'never', title: 'Never', check: () => Promise.resolve({ ok: false, reason: 'not yet' }), apply: () => Promise.resolve() },
        {
          id: 'back',
          title: 'Everything is back',
          always: true,
          check: () => Promise.resolve(back ? { ok: true } : { ok: false, reason: 'it is not back' }),
          apply: async () => {
            expect(context.signal.aborted).toBe(false);
            back = (await context.run(['echo', 'back'])).stdout === 'back\n';
          },
        },
      ];
    });
    const { exitCode, report, stderr } = await run(stage, [], { interruption });
    expect(exitCode).toBe(130);
    expect(report).toMatchObject({ outcome: 'interrupted', interruptedBy: 'SIGINT', steps: [{ outcome: 'failed', code: 'STAGE_INTERRUPTED' }, { outcome: 'skipped' }, { outcome: 'changed' }] });
    expect(stderr).toContain('interrupted by SIGINT');
    expect(stderr).toContain('next: ');
  });

  test('by an exception outside of any step ends the stage as failed, always steps included', async () => {
    const interruption = createInterruption();
    let back = false;
    const stage = stageOf(() => [
      { id: 'a', title: 'A', check: () => Promise.resolve({ ok: false, reason: 'no' }), apply: () => Promise.resolve(interruption.fail(new RangeError('stray'))) },
      { id: 'back', title: 'Back', always: true, check: () => Promise.resolve(back ? { ok: true } : { ok: false, reason: 'no' }), apply: () => Promise.resolve(void (back = true)) },
    ]);
    const { exitCode, report } = await run(stage, [], { interruption });
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({ outcome: 'failed', error: { code: 'DEFECT', what: 'this stage has a defect: RangeError: stray' } });
    expect(back).toBe(true);
    expect(await logText()).toMatch(/RangeError: stray\n +at /);
  });
});

test('settings that others can write are refused as root, before anything is written', async () => {
  const file = path.join(root, 'hare_setup.yaml');
  await writeFile(file, 'node: x\n');
  await chmod(file, 0o666);
  const { report } = await run(folderStage, ['--settings', file], { uid: 0 });
  expect(report).toMatchObject({ exitCode: 1, error: { code: 'SETTINGS_NOT_TRUSTED' } });
  expect(existsSync(path.join(root, 'var'))).toBe(false);
});
