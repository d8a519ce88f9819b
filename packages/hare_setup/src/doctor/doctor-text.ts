import type { Colors } from '@hare/cli/output';
import { escapeData } from '@hare/base';
import { formatDuration } from '@hare/cli';

import type { DoctorReport } from './doctor-report.js';
import type { CheckName, Finding } from './finding.js';

export interface DoctorTextOptions {
  readonly colors: Colors;
  /** Also the single checks behind a line. */
  readonly verbose: boolean;
  /** Warnings and problems only. */
  readonly quiet: boolean;
}

const titles: Readonly<Record<CheckName, string>> = {
  stages: 'Checks of the stages',
  clock: 'Clocks',
  names: 'Host names of the nodes',
  ports: 'Ports of this node',
  space: 'Free space',
};
const words: Readonly<Record<Finding['outcome'], string>> = {
  ok: 'ok',
  change: 'pending',
  warning: 'warning',
  problem: 'PROBLEM',
  skipped: 'skipped',
};
const wordWidth = Math.max(...Object.values(words).map((word) => word.length));

/** What was found, for a person, escaped: a table for each kind of check, and the sum of it. */
export function doctorText(report: DoctorReport, options: DoctorTextOptions): string {
  const { findings, counts, durationMs, exitCode } = escapeData(report);
  const shown = findings.filter(
    ({ outcome }) => !options.quiet || outcome === 'warning' || outcome === 'problem',
  );
  const checks = [...new Set(shown.map(({ check }) => check))];
  const tables = checks.flatMap((check) => [
    `${options.colors.bold(titles[check])}:`,
    ...table(
      shown.filter((finding) => finding.check === check),
      options,
    ),
    '',
  ]);
  if (options.quiet && exitCode === 0) return tables.join('\n');
  const sum =
    `ok=${counts.ok} pending=${counts.change} warnings=${counts.warning} ` +
    `problems=${counts.problem} skipped=${counts.skipped} in ${formatDuration(durationMs)}`;
  const next =
    exitCode === 0
      ? []
      : [
          'next: fix each PROBLEM, then check again: hare_setup doctor; to explain a code: ' +
            'hare_setup explain CODE',
        ];
  const page = options.quiet ? [] : ['as a page: hare_setup report, with the same options'];
  return [...tables, sum, ...next, ...page, ''].join('\n');
}

function table(
  findings: readonly Finding[],
  { colors, verbose }: DoctorTextOptions,
): readonly string[] {
  const width = Math.min(40, Math.max(...findings.map(({ subject }) => subject.length)));
  const indent = ' '.repeat(wordWidth + 4);
  const paint = {
    ok: colors.green,
    change: colors.yellow,
    warning: colors.yellow,
    problem: colors.red,
    skipped: colors.cyan,
  };
  return findings.flatMap(({ subject, outcome, text, code, where, hint, details = [] }) => {
    const place = where === undefined || where === '' ? '' : `${where}: `;
    return [
      `  ${paint[outcome](words[outcome].padEnd(wordWidth))}  ${subject.padEnd(width)}  ` +
        `${place}${text}${code === undefined ? '' : ` [${code}]`}`,
      ...(outcome === 'problem' || outcome === 'warning' || verbose
        ? details.flatMap((detail) => `- ${detail}`.split('\n').map((line) => `${indent}${line}`))
        : []),
      ...(hint === undefined || outcome === 'ok' ? [] : [`${indent}hint: ${hint}`]),
    ];
  });
}
