import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkOf, emptyMachine, stageOf, type Machine } from '../tests/empty-machine.js';
import type { Closable, StageContext } from './stage-context.js';
import { writeStageConfig } from './state/stage-config.js';

let machine: Machine;
beforeEach(async () => {
  machine = await emptyMachine();
});

describe('the context', () => {
  const seen = async (
    argv: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<StageContext> => {
    let context: StageContext | undefined;
    await machine.run(
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
    const places = { stateDir: machine.stateDir };
    expect(await seen([])).toMatchObject({
      configUrl: undefined,
      kvUrl: undefined,
      node: undefined,
      timeoutMs: undefined,
      dryRun: false,
      root: machine.root,
    });
    await writeStageConfig(places, {
      url: 'json:///recorded',
      cdf: '/c',
      kv: 'json:///recorded-kv',
      digest: 'd',
    });
    expect(await seen([])).toMatchObject({
      configUrl: 'json:///recorded',
      kvUrl: 'json:///recorded-kv',
    });
    expect(await seen([], { HARE_KV: 'json:///env', HARE_NODE: 'n1' })).toMatchObject({
      kvUrl: 'json:///env',
      node: 'n1',
    });
    const flags = [
      '--config',
      'json:///flag',
      '--kv',
      'json:///flag-kv',
      '--node',
      'n2',
      '--facts',
      '/f',
      '--timeout',
      '5m',
      '--dry-run',
    ];
    expect(await seen(flags, { HARE_KV: 'json:///env', HARE_NODE: 'n1' })).toMatchObject({
      configUrl: 'json:///flag',
      kvUrl: 'json:///flag-kv',
      node: 'n2',
      factsFile: '/f',
      timeoutMs: 300_000,
      dryRun: true,
    });
  });

  test('puts system paths below the root', async () => {
    const context = await seen([]);
    expect(context.path('/etc/machine-id')).toBe(path.join(machine.root, 'etc/machine-id'));
    expect(context.places.cdfFile).toBe(path.join(machine.root, 'var/lib/hare/cluster.yaml'));
  });

  test('opens a thing once, and closes it when the stage ends', async () => {
    const calls: string[] = [];
    const open = async ({ stage }: StageContext): Promise<Closable> => {
      calls.push(`open for ${stage}`);
      return Promise.resolve({
        close: async () => {
          calls.push('close');
          return Promise.resolve();
        },
      });
    };
    await machine.run(
      checkOf(async (context) => {
        const [one, two] = await Promise.all([context.openOnce(open), context.openOnce(open)]);
        calls.push(String(one === two));
        return { ok: true };
      }),
    );
    expect(calls).toEqual(['open for make_folder', 'true', 'close']);
  });

  test('does what is for the next run once every step holds, never in a dry run or after a failure, and fails for no reason of its own', async () => {
    const done: string[] = [];
    const stage = (ok: boolean): ReturnType<typeof checkOf> =>
      checkOf((context) => {
        context.whenDone(() => Promise.reject(new Error('no room')));
        context.whenDone(() => Promise.resolve(void done.push(String(ok))));
        return Promise.resolve(
          ok ? { ok } : { ok, error: new HareError('STEP_NOT_EFFECTIVE', 'it is not so') },
        );
      });
    await machine.run(stage(false));
    await machine.run(stage(true), ['--dry-run']);
    expect(done).toEqual([]);
    const { report } = await machine.run(stage(true));
    expect(report.outcome).toBe('unchanged');
    expect(done).toEqual(['true']);
    expect(await readFile(machine.logFile, 'utf8')).toContain(
      'nothing is kept for the next run: Error: no room',
    );
  });

  test('runs commands, and puts them with their output into the log', async () => {
    const { report } = await machine.run(
      checkOf(async (context) => ({
        ok: true,
        note: (await context.run(['sh', '-c', 'echo out; echo err >&2'])).stdout,
      })),
    );
    expect(report.steps[0]?.note).toBe('out\n');
    expect(await readFile(machine.logFile, 'utf8')).toMatch(
      /DEBUG \$ sh -c[^]*stdout: out\n +stderr: err/,
    );
  });

  test('-v prints what goes to the log, warnings are printed always', async () => {
    const talking = checkOf((context) => {
      context.log.debug('a detail');
      context.log.warn('a warning');
      return Promise.resolve({ ok: true });
    });
    expect((await machine.run(talking)).stderr).toBe('warning: a warning\n');
    expect((await machine.run(talking, ['-v'])).stderr).toContain('a detail');
  });

  test('what is waited for is in the log once, however often it is said', async () => {
    const waiting = checkOf((context) => {
      for (let round = 0; round < 5; round++)
        context.progress('waiting for confd', new Date('2026-05-01T12:00:00Z'));
      return Promise.resolve({ ok: true });
    });
    await machine.run(waiting);
    expect(
      (await readFile(machine.logFile, 'utf8')).match(
        /waiting for confd, until 2026-05-01T12:00:00\.000Z/g,
      ),
    ).toHaveLength(1);
  });
});
