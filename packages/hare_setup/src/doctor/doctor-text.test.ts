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

test('a table for each kind of check, problems with hint, and the sum', () => {
  expect(text()).toMatchInlineSnapshot(`
    "Checks of the stages:
      pending  config  1 check holds

    Host names of the nodes:
      PROBLEM  srvnode-1  does not resolve: ENOTFOUND [NAME_UNRESOLVED]
               hint: add it

    Free space:
      ok       /var/lib/hare  logs: 1.0 GiB free

    ok=1 pending=1 warnings=0 problems=1 skipped=0 in 1.2 s
    next: fix each PROBLEM, then check again: hare_setup doctor; to explain a code: hare_setup explain CODE
    as a page: hare_setup report, with the same options
    "
  `);
});

test('-v shows single checks, -q only what is wrong, and nothing when nothing is', () => {
  expect(text({ verbose: true })).toContain('           - cdf: would-change\n');
  expect(text({ quiet: true })).not.toContain('Free space');
  expect(
    text(
      { quiet: true },
      doctorReport({ ...parts, findings: findings.filter(({ outcome }) => outcome !== 'problem') }),
    ),
  ).toBe('');
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
