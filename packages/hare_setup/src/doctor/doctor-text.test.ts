import { schemaFaults } from '@hare/sandbox';
import { expect, test } from 'vitest';
import { doctorReport } from './doctor-report.js';
import { doctorEventSchema, doctorSchema } from './doctor-schema.js';
import { doctorText } from './doctor-text.js';
import type { Finding } from './finding.js';

const colors = new Proxy({}, { get: () => (text: string) => text }) as Parameters<
  typeof doctorText
>[1]['colors'];
const findings: readonly Finding[] = [
  {
    check: 'stages',
    subject: 'config',
    outcome: 'change',
    text: '1 check holds',
    details: ['cdf: would-change'],
  },
  {
    check: 'names',
    subject: 'srvnode-1',
    outcome: 'problem',
    code: 'NAME_UNRESOLVED',
    text: 'does not resolve: ENOTFOUND',
    hint: 'add it',
  },
  { check: 'space', subject: '/var/lib/hare', outcome: 'ok', text: 'logs: 1.0 GiB free' },
];
const parts = {
  host: 'h',
  time: new Date(0),
  durationMs: 1200,
  config: 'json:///c.json',
  interruptedBy: undefined,
  findings,
};
const text = (
  more: Partial<Parameters<typeof doctorText>[1]> = {},
  report = doctorReport(parts),
): string => doctorText(report, { colors, verbose: false, quiet: false, ...more });

const sound = findings.filter(({ outcome }) => outcome !== 'problem');

test('a table of what is wrong, problems with hint, and the sum', () => {
  expect(text()).toMatchInlineSnapshot(`
    "Host names of the nodes:
      PROBLEM  srvnode-1  does not resolve: ENOTFOUND [NAME_UNRESOLVED]
               hint: add it

    1 problem, 1 passed, 1 change pending in 1.2 s
    as a page: hare_setup report, with the same options
    next: fix each PROBLEM, then run doctor again; to explain a code: hare_setup explain CODE
    "
  `);
});

test('one line when all is well, none with -q, every check with -v', () => {
  const report = doctorReport({ ...parts, findings: sound });
  expect(text({}, report)).toBe(
    'no problems: 1 passed, 1 change pending in 1.2 s (-v prints every check)\n',
  );
  expect(text({ quiet: true }, report)).toBe('');
  expect(text({ verbose: true }, report)).toContain('           - cdf: would-change\n');
});

test('what is ignored counts for nothing, and is named in a line', () => {
  const accepted = findings.map((finding) =>
    finding.outcome === 'problem' ? { ...finding, ignored: true as const } : finding,
  );
  const report = doctorReport({ ...parts, findings: accepted });
  expect([report.exitCode, report.counts.problem, report.counts.ignored]).toEqual([0, 0, 1]);
  expect(text({}, report)).toMatch(/^no problems: .*\nignored: 1 \(NAME_UNRESOLVED\)\n$/);
  expect(text({ verbose: true }, report)).toContain('  ignored  srvnode-1');
  expect(schemaFaults(doctorSchema(), report)).toEqual([]);
});

test('only a problem makes the exit code 1; an interruption has its own', () => {
  expect(doctorReport(parts).exitCode).toBe(1);
  expect(doctorReport({ ...parts, findings: [] }).exitCode).toBe(0);
  expect(doctorReport({ ...parts, interruptedBy: 130 }).exitCode).toBe(130);
});

test('report and events are as their schemas say', () => {
  const report = doctorReport(parts);
  const event = { schema: 'hare.doctor-event/1', time: report.time } as const;
  expect(schemaFaults(doctorSchema(), report)).toEqual([]);
  for (const line of [
    { ...event, event: 'finding', finding: findings[1] },
    { ...event, event: 'end', report },
  ])
    expect(schemaFaults(doctorEventSchema(), line)).toEqual([]);
  expect(
    schemaFaults(doctorSchema(), { ...report, findings: [{ ...findings[0], outcome: 'fine' }] }),
  ).not.toEqual([]);
});
