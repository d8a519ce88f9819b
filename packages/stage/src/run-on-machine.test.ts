import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryOf, HareError } from '@hare/base';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  checkOf,
  emptyMachine,
  readConfig,
  folderStage,
  stageOf,
  type Machine,
} from '../tests/empty-machine.js';
import { readJournal } from './state/journal.js';
import { createInterruption } from '@hare/cli/output';

let machine: Machine;
beforeEach(async () => {
  machine = await emptyMachine();
});

describe('secrets', () => {
  const canaries = {
    argument: 'canary-argument',
    environment: 'canary-environment',
    confStore: 'canary-conf-store',
    extra: 'canary-extra',
    output: 'canary-output',
    diff: 'canary-diff',
  } as const;

  test('from every source appear in no output, log or journal', async () => {
    await writeFile(
      path.join(machine.root, 'a.json'),
      JSON.stringify({ s3: { access_keys: [canaries.confStore], pin: canaries.extra } }),
    );
    await mkdir(path.join(machine.root, 'etc/hare'), { recursive: true });
    await writeFile(
      path.join(machine.root, 'etc/hare/hare_setup.yaml'),
      `secrets: {extra: [pin]}\n`,
    );
    const leaky = stageOf((context) => [
      {
        id: 'leak',
        title: 'It is so',
        check: async () => {
          const data = await readConfig(context);
          const all = `${JSON.stringify([data, context.env['CONSUL_HTTP_TOKEN'], context.kvUrl])} password: ${canaries.diff}`;
          await context.run(['echo', all, `token=${canaries.output}`]);
          context.log.warn(all);
          context.progress(all);
          return {
            ok: false,
            error: new HareError('STEP_NOT_EFFECTIVE', all, {
              where: { file: all, command: [all] },
              hint: all,
            }),
            diff: `+ ${all}`,
            findings: [all],
            warnings: [all],
          };
        },
        apply: () =>
          Promise.reject(
            new HareError('FILE_WRITE_FAILED', Object.values(canaries).join(' token=x '), {
              hint: canaries.confStore,
              problems: [new HareError('DISK_FULL', canaries.environment)],
            }),
          ),
      },
      {
        id: 'defect',
        title: 'There is a defect',
        always: true,
        check: () =>
          Promise.reject(new TypeError(`${canaries.confStore} token: ${canaries.output}`)),
        after: ['leak'],
      },
    ]);
    for (const argv of [['-v'], ['--json', '-v'], ['--dry-run', '-v']]) {
      const { stdout, stderr, report } = await machine.run(
        leaky,
        [
          '--config',
          `json://${machine.root}/a.json`,
          '--kv',
          `consul://u:${canaries.argument}@h/`,
          ...argv,
        ],
        { env: { CONSUL_HTTP_TOKEN: canaries.environment } },
      );
      expect(report.outcome).not.toBe('unchanged');
      const journal = JSON.stringify(await readJournal({ stateDir: machine.stateDir }));
      for (const [place, text] of Object.entries({
        stdout,
        stderr,
        report: JSON.stringify(report),
        log: await readFile(machine.logFile, 'utf8'),
        journal,
      })) {
        // An error keeps bare values that cannot be known to be secret: elsewhere these two occur
        // only next to a secret name.
        const leaked = Object.values(canaries).filter(
          (canary) =>
            canary !== canaries.output && canary !== canaries.diff && text.includes(canary),
        );
        expect(leaked, place).toEqual([]);
        expect(text, place).not.toMatch(/(token[=:] ?|password: )canary/);
      }
    }
  });
});

test('what killed writers left in the state folder and beside the CDF goes, what living ones write stays', async () => {
  const gone = 2 ** 22 + 1;
  const lay = async (name: string): Promise<string> => {
    const file = path.join(machine.root, 'var/lib/hare', name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'half');
    return file;
  };
  const left = await Promise.all(
    [temporaryOf('setup/mkfs.json', gone), temporaryOf('cluster.yaml', gone)].map(lay),
  );
  const kept = await Promise.all(
    [temporaryOf('setup/mkfs.json', process.ppid), temporaryOf('notes', gone), 'setup/.notes'].map(
      lay,
    ),
  );
  await machine.run(folderStage, ['--dry-run']);
  expect([...left, ...kept].filter((file) => !existsSync(file))).toEqual([]);
  await machine.run(folderStage);
  expect([...left, ...kept].filter((file) => existsSync(file))).toEqual(kept);
});

test('the lock that a killed writer left at the KV goes, though nothing is written there; a dry run leaves it', async () => {
  const [kv, lock] = ['kv.json', '.kv.json.lock'].map((name) => path.join(machine.root, name)) as [
    string,
    string,
  ];
  await writeFile(kv, '{}');
  await writeFile(lock, '');
  await machine.run(folderStage, ['--kv', `json://${kv}`, '--dry-run']);
  expect(existsSync(lock)).toBe(true);
  await machine.run(folderStage, ['--kv', `json://${kv}`]);
  expect(existsSync(lock)).toBe(false);
});

describe('the log and the journal', () => {
  test('say what ran and how it ended', async () => {
    await machine.run(folderStage);
    await machine.run(folderStage);
    await machine.run(
      checkOf(() => Promise.resolve({ ok: false, error: new HareError('NOT_PERMITTED', 'no') })),
    );
    const entries = await readJournal({ stateDir: machine.stateDir });
    expect(
      entries.map(({ event, outcome, changed, failed }) => ({ event, outcome, changed, failed })),
    ).toEqual([
      { event: 'ended', outcome: 'changed', changed: ['folder'], failed: undefined },
      { event: 'started' },
      { event: 'ended', outcome: 'unchanged', changed: [], failed: undefined },
      { event: 'started' },
      {
        event: 'ended',
        outcome: 'failed',
        changed: [],
        failed: [{ step: 'look', code: 'NOT_PERMITTED', reason: 'no' }],
      },
    ]);
    expect(new Set(entries.map(({ run: id }) => id)).size).toBe(3);
    expect(await readFile(machine.logFile, 'utf8')).toMatch(
      /INFO {2}begins: hare-stage-make-folder --root .*\n.*\n?[^]*INFO {2}ends: changed, exit 0/,
    );
  });

  test('of a dry run is no journal', async () => {
    await machine.run(folderStage);
    await machine.run(folderStage, ['--dry-run']);
    expect(await readJournal({ stateDir: machine.stateDir })).toHaveLength(1);
  });

  test('that cannot be written is a warning, and the stage goes on', async () => {
    await writeFile(path.join(machine.root, 'file'), '');
    const { exitCode, stderr, report } = await machine.run(folderStage, [], {
      env: { HARE_LOG_DIR: path.join(machine.root, 'file') },
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: cannot write the log ');
    expect(report.log).toBeUndefined();
  });
});

describe('an interruption', () => {
  test('begins no further step, runs always steps with commands of their own, and exits 130', async () => {
    const interruption = createInterruption();
    const stage = stageOf((context) => {
      let back = false;
      return [
        {
          id: 'slow',
          title: 'Slow',
          check: () =>
            Promise.resolve({ ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not yet') }),
          apply: async () => (interruption.interrupt('SIGINT'), context.sleep(60_000)),
        },
        {
          id: 'never',
          title: 'Never',
          check: () =>
            Promise.resolve({ ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not yet') }),
          apply: () => Promise.resolve(),
        },
        {
          id: 'back',
          title: 'Everything is back',
          always: true,
          check: () =>
            Promise.resolve(
              back
                ? { ok: true }
                : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'it is not back') },
            ),
          apply: async () => {
            expect(context.signal.aborted).toBe(false);
            back = (await context.run(['echo', 'back'])).stdout === 'back\n';
          },
        },
      ];
    });
    const { exitCode, report, stderr } = await machine.run(stage, [], { interruption });
    expect(exitCode).toBe(130);
    expect(report).toMatchObject({
      outcome: 'interrupted',
      interruptedBy: 'SIGINT',
      steps: [
        { outcome: 'failed', code: 'STAGE_INTERRUPTED' },
        { outcome: 'skipped' },
        { outcome: 'changed' },
      ],
    });
    expect(stderr).toContain('interrupted by SIGINT');
  });

  test('by an exception outside of any step ends the stage as failed, always steps included', async () => {
    const interruption = createInterruption();
    let back = false;
    const stage = stageOf(() => [
      {
        id: 'a',
        title: 'A',
        check: () =>
          Promise.resolve({ ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'no') }),
        apply: () => Promise.resolve(interruption.fail(new RangeError('stray'))),
      },
      {
        id: 'back',
        title: 'Back',
        always: true,
        check: () =>
          Promise.resolve(
            back ? { ok: true } : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'no') },
          ),
        apply: () => Promise.resolve(void (back = true)),
      },
    ]);
    const { exitCode, report } = await machine.run(stage, [], { interruption });
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({
      outcome: 'failed',
      error: { code: 'DEFECT', what: 'defect in this stage: RangeError: stray' },
    });
    expect(back).toBe(true);
    expect(await readFile(machine.logFile, 'utf8')).toMatch(/RangeError: stray\n +at /);
  });
});
