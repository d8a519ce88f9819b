import { HareError } from '@hare/base';
import { describe, expect, test } from 'vitest';
import type { StepReport } from '../report/stage-report.js';
import { seen, type Seen } from '../seen.js';
import type { Fails, Step, Verdict } from '../step.js';
import type { Runner } from './runner.js';
import { guard } from './guard.js';
import { runSteps } from './run-steps.js';

interface Probe {
  readonly events: string[];
  readonly defects: unknown[];
  readonly context: Runner;
  readonly interrupt: () => void;
}

function probe(dryRun = false): Probe {
  const events: string[] = [];
  const defects: unknown[] = [];
  let name: string | undefined;
  const context: Runner = {
    dryRun,
    interrupted: () => name,
    now: () => performance.now(),
    checking: () => undefined,
    stepStarted: () => undefined,
    stepEnded: ({ id, outcome }) => void events.push(`${id}: ${outcome}`),
    ask: undefined,
    defect: (error) => void defects.push(error),
    during: (_step, work) => work(),
  };
  return { events, defects, context, interrupt: () => (name = 'SIGINT') };
}

/** A step over a piece of the world that is true or not; every call is noted. */
function step(
  id: string,
  events: string[],
  given: Partial<Step> & {
    readonly holds?: boolean;
    readonly fails?: Partial<Fails>;
    readonly pure?: boolean;
  } = {},
): Step {
  const { holds: initially = false, fails = {}, pure = false, ...rest } = given;
  let holds = initially;
  return {
    id,
    title: id,
    check: (): Promise<Verdict> => {
      events.push(`check ${id}`);
      return Promise.resolve(
        holds
          ? { ok: true }
          : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', `${id} is not so`), ...fails },
      );
    },
    ...(pure
      ? {}
      : {
          apply: (): Promise<void> => {
            events.push(`apply ${id}`);
            holds = true;
            return Promise.resolve();
          },
        }),
    ...rest,
  };
}

const outcomes = (reports: readonly StepReport[]): Record<string, string> =>
  Object.fromEntries(reports.map(({ id, outcome }) => [id, outcome]));

test('all checks run before the first step is applied, and each applied step is checked again', async () => {
  const { events, context } = probe();
  const reports = await runSteps(
    [step('a', events), step('b', events, { holds: true }), step('c', events)],
    context,
  );
  expect(outcomes(reports)).toEqual({ a: 'changed', b: 'unchanged', c: 'changed' });
  expect(events).toEqual([
    'check a',
    'check b',
    'check c',
    'check a',
    'apply a',
    'check a',
    'a: changed',
    'check b',
    'b: unchanged',
    'check c',
    'apply c',
    'check c',
    'c: changed',
  ]);
});

test('when everything holds, every check runs once', async () => {
  const { events, context } = probe();
  await runSteps(
    [step('a', events, { holds: true }), step('b', events, { holds: true, pure: true })],
    context,
  );
  expect(events.filter((event) => event.startsWith('check'))).toEqual(['check a', 'check b']);
});

test('a pure check that holds only after an earlier step was applied passes', async () => {
  const { events, context } = probe();
  let made = false;
  const make = step('make', events, {
    apply: () => Promise.resolve(void (made = true)),
    check: () =>
      Promise.resolve(
        made ? { ok: true } : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not made') },
      ),
  });
  const look: Step = {
    id: 'look',
    title: 'look',
    check: () =>
      Promise.resolve(
        made ? { ok: true } : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not seen') },
      ),
  };
  expect(outcomes(await runSteps([make, look], context))).toEqual({
    make: 'changed',
    look: 'unchanged',
  });
});

describe('a refusal', () => {
  test.each([
    [
      'a verdict that refuses',
      {
        fails: {
          refuse: true,
          error: new HareError('STEP_NOT_EFFECTIVE', 'b is not so', { hint: 'do not' }),
        },
      },
    ],
    [
      'an error of the check',
      {
        check: () =>
          Promise.reject(new HareError('INPUT_OUTPUT_ERROR', 'cannot tell', { hint: 'do not' })),
      },
    ],
  ])(
    'by %s stops before anything is written, with all refusals and findings',
    async (_name, refusing) => {
      const { events, context } = probe();
      const reports = await runSteps(
        [
          step('a', events),
          step('b', events, refusing),
          step('c', events, { pure: true }),
          step('d', events, { holds: true }),
          step('e', events, refusing),
        ],
        context,
      );
      expect(outcomes(reports)).toEqual({
        a: 'skipped',
        b: 'failed',
        c: 'failed',
        d: 'unchanged',
        e: 'failed',
      });
      expect(reports[0]?.reason).toBe('not started because "b" failed');
      expect(reports[1]?.hint).toBe('do not');
      expect(events.filter((event) => event.startsWith('apply'))).toEqual([]);
    },
  );

  test('stops always steps, too: nothing was begun', async () => {
    const { events, context } = probe();
    await runSteps(
      [step('a', events, { fails: { refuse: true } }), step('back', events, { always: true })],
      context,
    );
    expect(events).not.toContain('apply back');
  });

  test('that appears only when its turn comes fails that step without applying it', async () => {
    const { events, context } = probe();
    let calls = 0;
    const late = step('late', events, {
      check: () =>
        Promise.resolve({
          ok: false,
          error: new HareError('STEP_NOT_EFFECTIVE', 'now it is mounted'),
          refuse: ++calls > 1,
        }),
    });
    expect(outcomes(await runSteps([step('a', events), late], context))).toEqual({
      a: 'changed',
      late: 'failed',
    });
    expect(events).not.toContain('apply late');
  });
});

describe('after a failure', () => {
  test('pure checks still run, steps that change something are skipped with the reason, always steps run', async () => {
    const { events, context } = probe();
    const failing = step('a', events, {
      apply: () =>
        Promise.reject(
          new HareError('DISK_FULL', 'disk full', { hint: 'free some', where: { file: '/x' } }),
        ),
    });
    const reports = await runSteps(
      [
        failing,
        step('b', events),
        step('c', events, { pure: true }),
        step('d', events, { pure: true, holds: true }),
        step('back', events, { always: true }),
      ],
      context,
    );
    expect(outcomes(reports)).toEqual({
      a: 'failed',
      b: 'skipped',
      c: 'failed',
      d: 'unchanged',
      back: 'changed',
    });
    expect(reports[0]).toMatchObject({
      code: 'DISK_FULL',
      reason: 'disk full',
      hint: 'free some',
      where: { file: '/x' },
    });
    expect(reports[1]?.reason).toBe('not started because "a" failed');
  });

  test('of a pure check, later steps that change something are skipped', async () => {
    const { events, context } = probe();
    expect(
      outcomes(await runSteps([step('a', events, { pure: true }), step('b', events)], context)),
    ).toEqual({ a: 'failed', b: 'skipped' });
  });

  test('a check that stands after the failed step is skipped', async () => {
    const { events, context } = probe();
    const reports = await runSteps(
      [
        step('a', events, { apply: () => Promise.reject(new HareError('FILE_UNUSABLE', 'x')) }),
        step('b', events, { pure: true, after: ['a'] }),
      ],
      context,
    );
    expect(reports[1]).toMatchObject({
      outcome: 'skipped',
      reason: 'needs "a", which failed',
    });
    expect(events).not.toContain('check b');
  });
});

test('a step that was applied and still does not hold has failed, with what the second check found', async () => {
  const { events, context } = probe();
  const reports = await runSteps(
    [step('a', events, { apply: () => Promise.resolve(), fails: { diff: '+ a' } })],
    context,
  );
  expect(reports).toMatchObject([
    {
      outcome: 'failed',
      code: 'STEP_NOT_EFFECTIVE',
      reason: 'the change was made, but the check still fails: a is not so',
      diff: '+ a',
    },
  ]);
});

test('an error with several problems becomes one failure with all of them as findings', async () => {
  const { events, context } = probe();
  const error = new HareError('FILE_UNUSABLE', '2 keys are missing', {
    problems: [
      new HareError('DISK_FULL', 'no a', { where: { file: 'f', line: 3 } }),
      new HareError('NOT_PERMITTED', 'no b'),
    ],
  });
  const [report] = await runSteps(
    [step('a', events, { check: () => Promise.reject(error) })],
    context,
  );
  expect(report).toMatchObject({
    code: 'FILE_UNUSABLE',
    findings: ['f:3: no a [DISK_FULL]', 'no b [NOT_PERMITTED]'],
  });
});

test('an exception is reported as a defect, and its stack goes to whoever keeps the log', async () => {
  const { events, defects, context } = probe();
  const error = new TypeError('x is undefined');
  const [checked, applied] = [
    await runSteps([step('a', events, { check: () => Promise.reject(error) })], context),
    await runSteps([step('b', events, { apply: () => Promise.reject(error) })], context),
  ];
  for (const [report] of [checked, applied])
    expect(report).toMatchObject({
      outcome: 'failed',
      code: 'DEFECT',
      reason: 'defect in this step: TypeError: x is undefined',
    });
  expect(defects).toEqual([error, error]);
});

test('a deferred step keeps its reason, notes and warnings are passed on', async () => {
  const { context } = probe();
  const reports = await runSteps(
    [
      {
        id: 'kv',
        title: 'kv',
        check: () =>
          Promise.resolve({
            ok: true,
            deferred: 'Consul is not running',
            note: 'n',
            warnings: ['w'],
            figures: { ms: 1 },
          }),
      },
    ],
    context,
  );
  expect(reports).toMatchObject([
    {
      outcome: 'deferred',
      reason: 'Consul is not running',
      note: 'n',
      warnings: ['w'],
      figures: { ms: 1 },
    },
  ]);
});

describe('rounds', () => {
  /** A world that counts how often it is looked at, and what each call of a step saw of it. */
  function watched(): {
    readonly saw: string[];
    readonly moment: Seen<number>;
    readonly watch: (id: string, holdsFrom: number) => Step;
  } {
    const saw: string[] = [];
    let moments = 0;
    const moment = seen(() => Promise.resolve(++moments));
    const watch = (id: string, holdsFrom: number): Step => ({
      id,
      title: id,
      check: async (look) => {
        const now = await look(moment);
        saw.push(`check ${id} ${now}`);
        return now >= holdsFrom
          ? { ok: true }
          : { ok: false, error: new HareError('STEP_NOT_EFFECTIVE', 'not yet') };
      },
      apply: async (look) =>
        void saw.push(
          `apply ${id} ${await look(moment)} ${await look(moment)} ${await look.again()(moment)}`,
        ),
    });
    return { saw, moment, watch };
  }

  test('are one for all first checks, one for each apply, and one for the checks between two of them', async () => {
    const { context } = probe();
    const { saw, watch } = watched();
    await runSteps([watch('a', 1), watch('b', 4), watch('c', 1)], context);
    expect(saw).toEqual([
      'check a 1',
      'check b 1',
      'check c 1',
      'check a 2',
      'check b 2',
      'apply b 3 3 4',
      'check b 5',
      'check c 5',
    ]);
  });

  test('are one only when nothing is to be changed', async () => {
    const { context } = probe();
    const { saw, watch } = watched();
    await runSteps([watch('a', 1), watch('b', 1)], context);
    expect(saw).toEqual(['check a 1', 'check b 1']);
  });

  test('a check that held in the first round, and refuses now, stops what follows', async () => {
    const { events, context } = probe();
    const free: Seen<boolean> = seen(() => Promise.resolve(!events.includes('check b')));
    const guarding: Step = {
      id: 'guarding',
      title: 'guarding',
      check: async (look) =>
        (await look(free))
          ? { ok: true }
          : { ok: false, refuse: true, error: new HareError('STEP_NOT_EFFECTIVE', 'in use') },
    };
    expect(outcomes(await runSteps([guarding, step('b', events)], context))).toEqual({
      guarding: 'failed',
      b: 'skipped',
    });
  });

  test('a guard that fails inside apply is reported as its own check would be, and nothing follows', async () => {
    const { events, context } = probe();
    const guarding: Step = {
      id: 'devices',
      title: 'devices',
      check: () =>
        Promise.resolve({
          ok: false,
          refuse: true,
          error: new HareError('DEVICES_UNSAFE', '1 of 2 devices', { hint: 'free it' }),
          findings: ['/dev/sdc is mounted'],
        }),
    };
    const act = step('act', events, { apply: (look) => guard(look, [guarding]) });
    const reports = await runSteps([act, step('b', events)], context);
    expect(reports).toMatchObject([
      {
        outcome: 'failed',
        code: 'DEVICES_UNSAFE',
        reason: '1 of 2 devices',
        findings: ['/dev/sdc is mounted'],
        hint: 'free it',
      },
      { outcome: 'skipped' },
    ]);
  });
});

test('a guard that is itself a later step tells there what it found, and nothing is changed', async () => {
  const { events, context } = probe();
  const late = step('kv', events, {
    check: () =>
      events.includes('guarded')
        ? Promise.reject(new HareError('FILE_UNUSABLE', 'it runs'))
        : Promise.resolve({
            ok: false,
            error: new HareError('STEP_NOT_EFFECTIVE', 'to be written'),
          }),
  });
  const act = step('cdf', events, {
    apply: (look) => (events.push('guarded'), guard(look, [late])),
  });
  const reports = await runSteps(
    [act, step('files', events), late, step('back', events, { always: true })],
    context,
  );
  expect(outcomes(reports)).toEqual({
    cdf: 'skipped',
    files: 'skipped',
    kv: 'failed',
    back: 'changed',
  });
  expect(reports[2]).toMatchObject({ code: 'FILE_UNUSABLE', reason: 'it runs' });
  expect(events).not.toContain('apply files');
});

describe('steps after others', () => {
  test('are first checked once those hold', async () => {
    const { events, context } = probe();
    const reports = await runSteps(
      [step('a', events), step('b', events, { after: ['a'] })],
      context,
    );
    expect(outcomes(reports)).toEqual({ a: 'changed', b: 'changed' });
    expect(events.slice(0, 2)).toEqual(['check a', 'check a']);
  });

  test('are checked at once when those hold already', async () => {
    const { events, context } = probe();
    await runSteps(
      [step('a', events, { holds: true }), step('b', events, { holds: true, after: ['a'] })],
      context,
    );
    expect(events.slice(0, 2)).toEqual(['check a', 'check b']);
  });

  test('a wrong id or a repeated one is an exception', async () => {
    const { events, context } = probe();
    await expect(runSteps([step('b', events, { after: ['a'] })], context)).rejects.toThrow(
      'step b is after a, which is not an earlier step',
    );
    await expect(runSteps([step('b', events), step('b', events)], context)).rejects.toThrow(
      'two steps are called b',
    );
  });
});

describe('a dry run', () => {
  test('checks only, and says what would change', async () => {
    const { events, context } = probe(true);
    const reports = await runSteps(
      [
        step('a', events, { fails: { diff: '+ a' } }),
        step('b', events, { holds: true }),
        step('c', events, { pure: true }),
        step('d', events, { after: ['a'], pure: true }),
      ],
      context,
    );
    expect(outcomes(reports)).toEqual({
      a: 'would-change',
      b: 'unchanged',
      c: 'failed',
      d: 'skipped',
    });
    expect(reports[0]).toMatchObject({ diff: '+ a', reason: 'a is not so' });
    expect(reports[3]?.reason).toBe('needs "a", which is pending');
    expect(events.filter((event) => event.startsWith('apply') || event === 'check d')).toEqual([]);
  });

  test('says a refusal', async () => {
    const { events, context } = probe(true);
    expect(
      outcomes(
        await runSteps(
          [step('a', events), step('b', events, { fails: { refuse: true } })],
          context,
        ),
      ),
    ).toEqual({ a: 'would-change', b: 'failed' });
  });
});

describe('an interruption', () => {
  test('while a step is applied lets it end, begins no further one, and runs always steps', async () => {
    const { events, context, interrupt } = probe();
    const a = step('a', events);
    const slow: Step = { ...a, apply: async (look) => (interrupt(), a.apply?.(look)) };
    const reports = await runSteps(
      [
        slow,
        step('b', events),
        step('c', events, { pure: true }),
        step('back', events, { always: true }),
      ],
      context,
    );
    expect(outcomes(reports)).toEqual({
      a: 'changed',
      b: 'skipped',
      c: 'skipped',
      back: 'changed',
    });
    expect(reports[1]?.reason).toBe('interrupted by SIGINT');
  });

  test('that breaks off a step is what the step reports, with what it said itself', async () => {
    const { events, context, interrupt } = probe();
    const broken = step('a', events, {
      apply: () => (
        interrupt(),
        Promise.reject(new HareError('COMMAND_INTERRUPTED', 'hctl was stopped'))
      ),
    });
    const [report] = await runSteps([broken], context);
    expect(report).toMatchObject({
      outcome: 'failed',
      code: 'STAGE_INTERRUPTED',
      reason: 'interrupted by SIGINT while making its change',
      findings: ['hctl was stopped'],
    });
  });

  test('does not hide the error of an always step that runs after it', async () => {
    const { events, context, interrupt } = probe();
    const a = step('a', events);
    const failing = step('back', events, {
      always: true,
      apply: () => Promise.reject(new HareError('REMOVE_FAILED', 'still up')),
    });
    const reports = await runSteps(
      [{ ...a, apply: async (look) => (interrupt(), a.apply?.(look)) }, failing],
      context,
    );
    expect(reports[1]).toMatchObject({ code: 'REMOVE_FAILED', reason: 'still up' });
  });

  test('that breaks off a check in its turn leaves that step open', async () => {
    const { events, context, interrupt } = probe();
    let calls = 0;
    const cut = step('b', events, {
      check: () =>
        ++calls === 1
          ? Promise.resolve({ ok: true })
          : (interrupt(), Promise.reject(new HareError('COMMAND_INTERRUPTED', 'stopped'))),
    });
    expect(outcomes(await runSteps([step('a', events), cut, step('c', events)], context))).toEqual({
      a: 'changed',
      b: 'skipped',
      c: 'skipped',
    });
  });

  test('during the first checks leaves everything as it was', async () => {
    const { events, context, interrupt } = probe();
    const a = step('a', events);
    const reports = await runSteps(
      [
        { ...a, check: (look) => (interrupt(), a.check(look)) },
        step('b', events),
        step('back', events, { always: true }),
      ],
      context,
    );
    expect(outcomes(reports)).toEqual({ a: 'skipped', b: 'skipped', back: 'skipped' });
    expect(events.filter((event) => event.startsWith('apply'))).toEqual([]);
  });
});
