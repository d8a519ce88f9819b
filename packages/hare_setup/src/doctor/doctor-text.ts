import type { Colors } from '@hare/cli/output';
import { escapeData } from '@hare/base';
import { formatDuration } from '@hare/cli';

import type { DoctorReport } from './doctor-report.js';
import type { CheckName, Finding } from './finding.js';

export interface DoctorTextOptions {
  readonly colors: Colors;
  /** Also what is in order, with the single checks behind a line. */
  readonly verbose: boolean;
  /** Nothing at all when nothing is wrong. */
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

/**
 * What was found, for a person, escaped: one line when all is well, else a table of warnings and
 * problems for each kind of check.
 */
export function doctorText(report: DoctorReport, options: DoctorTextOptions): string {
  const { findings, counts, durationMs, exitCode } = escapeData(report);
  const { verbose, quiet, colors } = options;
  const shown = findings.filter(
    ({ outcome, ignored }) =>
      verbose || (ignored !== true && (outcome === 'warning' || outcome === 'problem')),
  );
  const checks = [...new Set(shown.map(({ check }) => check))];
  const tables = checks.flatMap((check) => [
    `${colors.bold(titles[check])}:`,
    ...table(
      shown.filter((finding) => finding.check === check),
      options,
    ),
    '',
  ]);
  const isWell = exitCode === 0 && counts.warning === 0;
  if (quiet && isWell) return verbose ? tables.join('\n') : '';
  const fix =
    'next: fix each PROBLEM, then run doctor again; to explain a code: hare_setup explain CODE';
  return [
    ...tables,
    sumText(counts, durationMs, { isWell, verbose }),
    ...ignoredText(findings),
    ...(isWell ? [] : ['as a page: hare_setup report, with the same options']),
    ...(exitCode === 1 ? [fix] : []),
    '',
  ].join('\n');
}

function sumText(
  counts: DoctorReport['counts'],
  durationMs: number,
  { isWell, verbose }: { readonly isWell: boolean; readonly verbose: boolean },
): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.problem, counts.problem === 1 ? 'problem' : 'problems'],
    [counts.warning, counts.warning === 1 ? 'warning' : 'warnings'],
    [counts.ok, 'passed'],
    [counts.change, counts.change === 1 ? 'change pending' : 'changes pending'],
    [counts.skipped, 'not checked'],
  ];
  const counted = parts.flatMap(([count, noun]) => (count === 0 ? [] : [`${count} ${noun}`]));
  const sum = `${counted.join(', ')} in ${formatDuration(durationMs)}`;
  return isWell && !verbose ? `no problems: ${sum} (-v prints every check)` : sum;
}

/** How often findings were accepted, by code. */
function ignoredText(findings: readonly Finding[]): readonly string[] {
  const codes = findings.flatMap(({ ignored, code }) => (ignored === true ? [code ?? ''] : []));
  return codes.length === 0 ? [] : [`ignored: ${codes.length} (${[...new Set(codes)].join(', ')})`];
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
  return findings.flatMap((finding) => {
    const { subject, outcome, text, code, where, hint, details = [], ignored } = finding;
    const word = ignored === true ? 'ignored' : words[outcome];
    const place = where === undefined || where === '' ? '' : `${where}: `;
    return [
      `  ${paint[outcome](word.padEnd(wordWidth))}  ${subject.padEnd(width)}  ` +
        `${place}${text}${code === undefined ? '' : ` [${code}]`}`,
      ...(outcome === 'problem' || outcome === 'warning' || verbose
        ? details.flatMap((detail) => `- ${detail}`.split('\n').map((line) => `${indent}${line}`))
        : []),
      ...(hint === undefined || outcome === 'ok' ? [] : [`${indent}hint: ${hint}`]),
    ];
  });
}
