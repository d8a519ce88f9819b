import { describe, expect, test } from 'vitest';
import { type Colors, createColors } from '@hare/cli/output';
import type { StageReport, StepReport } from './stage-report.js';
import { createTextReporter } from './text-reporter.js';

const noColors = createColors({}, {}, 'never');

interface Shown {
  readonly stdout: string;
  readonly stderr: string;
}

function show(
  options: {
    readonly quiet?: boolean;
    readonly verbose?: boolean;
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly colors?: Colors;
    readonly errorColors?: Colors;
  },
  work: (reporter: ReturnType<typeof createTextReporter>, clock: { ms: number }) => void,
): Shown {
  const written = { stdout: '', stderr: '' };
  const clock = { ms: 1000 };
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: options.isTTY ?? false,
    columns: options.columns ?? 80,
    write: (text: string) => void (written[name] += text),
  });
  work(
    createTextReporter({
      stdout: output('stdout'),
      stderr: output('stderr'),
      colors: options.colors ?? noColors,
      errorColors: options.errorColors ?? noColors,
      program: 'hare_setup x',
      quiet: options.quiet ?? false,
      verbose: options.verbose ?? false,
      now: () => clock.ms,
    }),
    clock,
  );
  return written;
}

const steps: readonly StepReport[] = [
  {
    id: 'a',
    title: 'Check the Consul version',
    outcome: 'unchanged',
    durationMs: 120,
    note: 'version 1.9.1',
  },
  {
    id: 'b',
    title: 'The CDF is what the ConfStore says',
    outcome: 'changed',
    durationMs: 2300,
    diff: '--- old\n+++ new\n-a\n+b\n',
    warnings: ['facts differ'],
  },
  {
    id: 'c',
    title: 'The KV holds it',
    outcome: 'deferred',
    durationMs: 5,
    reason: 'Consul is not running',
    hint: 'unused',
  },
  {
    id: 'd',
    title: 'Devices are fine',
    outcome: 'failed',
    durationMs: 61,
    reason: '2 devices are mounted',
    code: 'DEVICE_MOUNTED',
    where: { command: ['lsblk', '-J'], exitCode: 0 },
    findings: ['/dev/sdb on /home', '/dev/sdc on /mnt'],
    hint: 'unmount them: umount /home',
  },
  {
    id: 'e',
    title: 'The cluster runs',
    outcome: 'skipped',
    durationMs: 0,
    reason: 'step d failed',
  },
  {
    id: 'f',
    title: 'Status is quick',
    outcome: 'would-change',
    durationMs: 1,
    reason: 'there is no x',
    figures: { statusMs: 212 },
    hint: 'look',
  },
];

const report: StageReport = {
  schema: 'hare.stage-report/1',
  stage: 'x',
  outcome: 'failed',
  exitCode: 1,
  dryRun: false,
  started: '2026-05-01T12:00:00.000Z',
  durationMs: 14_200,
  host: 'h',
  steps,
  counts: { ok: 9, changed: 2, wouldChange: 0, deferred: 1, skipped: 1, failed: 1 },
  log: '/var/log/seagate/hare/setup.log',
  next: 'hare_setup x --config json:///a',
};

test('a run in a pipe is plain lines: what changed, a closing line, and on stderr, once, what a failure needs', () => {
  const { stdout, stderr } = show({}, (reporter) => {
    for (const step of steps) {
      reporter.checking({ ...step, check: () => Promise.resolve({ ok: true }) });
      reporter.progress('waiting for godot');
      reporter.stepEnded(step);
    }
    reporter.line('debug', 'not shown');
    reporter.line('warn', 'disk is nearly full');
    reporter.end(report);
  });
  expect(stdout).toMatchInlineSnapshot(`
    "changed       The CDF is what the ConfStore says  2.3 s
                  --- old
                  +++ new
                  -a
                  +b
                  warning: facts differ
    deferred      The KV holds it  0.0 s
                  Consul is not running
    would change  Status is quick  0.0 s
                  there is no x
                  statusMs: 212
                  hint: look
    x: ok=9 changed=2 deferred=1 skipped=1 failed=1 in 14.2 s
    "
  `);
  expect(stderr).toMatchInlineSnapshot(`
    "warning: disk is nearly full
    hare_setup x: Devices are fine: lsblk -J (exit 0): 2 devices are mounted [DEVICE_MOUNTED]
        - /dev/sdb on /home
        - /dev/sdc on /mnt
      hint: unmount them: umount /home
      log: /var/log/seagate/hare/setup.log
      next: hare_setup x --config json:///a
    "
  `);
});

test('with -v every step is shown; why one failed stays in one place', () => {
  const { stdout, stderr } = show({ verbose: true }, (reporter) => {
    for (const step of steps) reporter.stepEnded(step);
    reporter.end(report);
  });
  expect(stdout).toMatchInlineSnapshot(`
    "ok            Check the Consul version (version 1.9.1)  0.1 s
    changed       The CDF is what the ConfStore says  2.3 s
                  --- old
                  +++ new
                  -a
                  +b
                  warning: facts differ
    deferred      The KV holds it  0.0 s
                  Consul is not running
    FAILED        Devices are fine  0.1 s
    skipped       The cluster runs  0.0 s
                  step d failed
    would change  Status is quick  0.0 s
                  there is no x
                  statusMs: 212
                  hint: look
    x: ok=9 changed=2 deferred=1 skipped=1 failed=1 in 14.2 s
    "
  `);
  expect(stdout + stderr).toMatch(/^[^]*2 devices are mounted(?![^]*2 devices are mounted)/);
  expect((stdout + stderr).split('/dev/sdb on /home')).toHaveLength(2);
});

test('a run that changes nothing is one line; warnings and measured figures are shown all the same', () => {
  const quiet = { ...report, outcome: 'unchanged', exitCode: 0 } as const;
  const counts = { ok: 3, changed: 0, wouldChange: 0, deferred: 1, skipped: 0, failed: 0 };
  const { stdout, stderr } = show({}, (reporter) => {
    reporter.stepEnded({ id: 'a', title: 'A', outcome: 'unchanged', durationMs: 1, note: 'n' });
    reporter.stepEnded({ id: 'b', title: 'B', outcome: 'deferred', durationMs: 1, reason: 'r' });
    reporter.stepEnded({
      id: 'c',
      title: 'C',
      outcome: 'changed',
      temporary: true,
      durationMs: 1,
      diff: '+ d',
    });
    reporter.end({ ...quiet, counts });
  });
  expect(stdout).toBe(
    'x: nothing to change; ok=3 changed=0 deferred=1 skipped=0 failed=0 in 14.2 s\n',
  );
  expect(stderr).toBe('');
  expect(
    show({}, (reporter) => {
      reporter.stepEnded({
        id: 'a',
        title: 'A',
        outcome: 'unchanged',
        durationMs: 1,
        warnings: ['old'],
      });
      reporter.stepEnded({
        id: 'b',
        title: 'Measure',
        outcome: 'unchanged',
        durationMs: 1,
        figures: { statusMs: 4 },
      });
    }).stdout,
  ).toBe('warning: old\nok            Measure  0.0 s\n              statusMs: 4\n');
});

test('what a change means is shown instead of its diff, which -v shows', () => {
  const step: StepReport = {
    id: 'cdf',
    title: 'Write the cluster description',
    outcome: 'changed',
    durationMs: 1,
    diff: '-a\n+b',
    changes: ['added node n'],
  };
  const shown = (verbose: boolean): string =>
    show({ verbose }, (reporter) => reporter.stepEnded(step)).stdout;
  expect(shown(false).split('\n').slice(1)).toEqual(['              added node n', '']);
  expect(shown(true).split('\n').slice(1)).toEqual(['              -a', '              +b', '']);
});

test('however much fails, what is said of it is short, and -v says all', () => {
  const failing = (id: string): StepReport => ({
    id,
    title: `Check ${id}`,
    outcome: 'failed',
    durationMs: 1,
    reason: `hctl failed; it printed:\n${'  | line\n'.repeat(19)}  | the last`,
    findings: Array.from({ length: 30 }, (_, at) => `finding ${at}`),
    hint: 'look',
  });
  const text = (count: number, verbose = false): readonly string[] =>
    show({ verbose }, (reporter) =>
      reporter.end({
        ...report,
        steps: Array.from({ length: count }, (_, at) => failing(`${at}`)),
      }),
    )
      .stderr.trimEnd()
      .split('\n');
  expect(text(1)).toHaveLength(8 + 3);
  expect(text(1)).toContain('    … 44 more lines (all with -v and in the log)');
  expect(text(3)).toHaveLength(1 + 3 * 3 + 3);
  expect(text(1, true)).toHaveLength(1 + 20 + 30 + 3);
});

test('quietly, only failures and warnings are shown', () => {
  const { stdout, stderr } = show({ quiet: true }, (reporter) => {
    for (const step of steps) reporter.stepEnded(step);
    reporter.line('warn', 'w');
    reporter.end(report);
  });
  expect(stdout).toBe('warning: facts differ\n');
  expect(stderr).toMatch(/^warning: w\nhare_setup x: Devices are fine: [^]*\n {2}hint: /);
});

test('quietly, success says nothing', () => {
  expect(
    show({ quiet: true }, (reporter) => {
      reporter.stepEnded({ id: 'a', title: 'a', outcome: 'changed', durationMs: 1 });
      reporter.end({ ...report, outcome: 'changed', exitCode: 0 });
    }),
  ).toEqual({ stdout: '', stderr: '' });
});

test('verbosely, lines of the log are shown on stderr', () => {
  expect(show({ verbose: true }, (reporter) => reporter.line('debug', '$ hctl status'))).toEqual({
    stdout: '',
    stderr: '$ hctl status\n',
  });
});

test('a stage that was left out says why', () => {
  expect(
    show({}, (reporter) =>
      reporter.end({
        ...report,
        outcome: 'unchanged',
        exitCode: 0,
        steps: [],
        skipped: '--services s3 contains none of hare, hax, all',
      }),
    ).stdout,
  ).toBe('x: skipped: --services s3 contains none of hare, hax, all\n');
});

test('a dry run says that nothing was changed', () => {
  const counts = { ...report.counts, wouldChange: 3, deferred: 0 };
  expect(
    show({}, (reporter) =>
      reporter.end({ ...report, outcome: 'would-change', dryRun: true, counts }),
    ).stdout,
  ).toBe('x: dry run, nothing was changed; ok=9 would-change=3 skipped=1 failed=1 in 14.2 s\n');
});

test('an error before any step shows its problems, places and hints', () => {
  const error = {
    code: 'FILE_UNUSABLE',
    what: '2 settings are wrong',
    problems: [
      { code: 'DISK_FULL', what: 'no', where: { file: 'a.yaml', line: 2, column: 3 }, hint: 'do' },
    ],
  } as const;
  const { stdout, stderr } = show({}, (reporter) => reporter.end({ ...report, steps: [], error }));
  expect(stdout).toBe('');
  expect(stderr).toMatchInlineSnapshot(`
    "hare_setup x: 2 settings are wrong [FILE_UNUSABLE]
      a.yaml:2:3: no [DISK_FULL]
        hint: do
      log: /var/log/seagate/hare/setup.log
      next: hare_setup x --config json:///a
    "
  `);
});

describe('on a terminal', () => {
  test('a line tells what is going on, how long, and until when, and goes before anything else is printed', () => {
    const { stdout } = show({ isTTY: true }, (reporter, clock) => {
      const step = {
        id: 'a',
        title: 'The cluster runs',
        check: () => Promise.resolve({ ok: true } as const),
      };
      reporter.stepStarted(step);
      clock.ms += 2000;
      reporter.progress('waiting for confd', new Date(clock.ms + 58_000));
      clock.ms += 1500;
      reporter.progress('waiting for confd', new Date(clock.ms + 56_500));
      reporter.stepEnded({
        id: 'a',
        title: 'The cluster runs',
        outcome: 'changed',
        durationMs: 3500,
      });
      reporter.end({ ...report, outcome: 'changed', exitCode: 0 });
    });
    expect(stdout.replaceAll('\r\u001b[2K', '<clear>')).toBe(
      '… The cluster runs (0.0 s)<clear>… waiting for confd (0.0 s, at most 58.0 s more)<clear>… waiting for confd (1.5 s, at most 56.5 s more)<clear>changed       The cluster runs  3.5 s\nx: ok=9 changed=2 deferred=1 skipped=1 failed=1 in 14.2 s\n',
    );
  });

  test('that line is never longer than the terminal is wide', () => {
    const { stdout } = show({ isTTY: true, columns: 30 }, (reporter) => {
      reporter.progress('x'.repeat(200));
      reporter.end(report);
    });
    expect(stdout.split('\r')[0]).toHaveLength(29);
  });
});

test('a failure is red on a terminal, and not in the file that only stdout goes to', () => {
  const painted = createColors({}, {}, 'always');
  const failed: StageReport = {
    ...report,
    outcome: 'failed',
    steps: [],
    error: { code: 'USAGE', what: 'broken' },
  };
  const both = show({ colors: painted, errorColors: painted }, (to) => to.end(failed));
  expect(both.stderr).toContain(`${painted.red('hare_setup x:')} broken`);
  const apart = show({ colors: painted }, (to) => {
    to.line('warn', 'low on space');
    to.end(failed);
  });
  expect(apart.stderr).not.toContain('\u001b');
});

test('a long diff of what was changed is cut, and says so; with -v and in a dry run it is whole', () => {
  const diff = Array.from({ length: 41 }, (_, at) => `+ key${at}`).join('\n');
  const lines = (outcome: 'changed' | 'would-change', verbose: boolean): readonly string[] =>
    show({ verbose }, (reporter) =>
      reporter.stepEnded({ id: 'kv', title: 'The KV holds it', outcome, durationMs: 1, diff }),
    )
      .stdout.trimEnd()
      .split('\n');
  expect(lines('changed', false)).toHaveLength(21);
  expect(lines('changed', false)[11]?.trim()).toBe('… 22 more lines (all with -v and in the log)');
  expect(lines('changed', true)).toHaveLength(42);
  expect(lines('would-change', false)).toHaveLength(42);
});

test('after an interruption the closing text says what was brought back, and so how things are', () => {
  const back: StepReport = {
    id: 'as-found',
    title: 'Restore the cluster state',
    outcome: 'changed',
    temporary: true,
    durationMs: 1,
    note: 'stopped',
  };
  const { stderr } = show({}, (reporter) =>
    reporter.end({
      ...report,
      outcome: 'interrupted',
      interruptedBy: 'SIGINT',
      exitCode: 130,
      steps: [back],
    }),
  );
  expect(stderr).toContain(
    'hare_setup x: interrupted by SIGINT\n  state: Restore the cluster state: stopped\n  log: ',
  );
});

test('a terminal that says it has no columns gets a whole status line', () => {
  const { stdout } = show({ isTTY: true, columns: 0 }, (reporter) =>
    reporter.progress('hctl bootstrap of a cluster'),
  );
  expect(stdout).toContain('… hctl bootstrap of a cluster (0.0 s)');
});
