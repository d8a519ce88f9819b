import { escapeData } from '@hare/base';
import { formatDuration, wrap } from '@hare/cli';
import type { Colors } from '@hare/cli/output';
import type { LastRun } from './last-runs.js';
import type { StatusReport } from './status-report.js';

export interface StatusTextOptions {
  readonly colors: Colors;
  readonly columns: number;
  /** Every finding and every stage, no line cut off. */
  readonly verbose: boolean;
}

/** What fits on a terminal of 25 lines together with the command itself. */
const mostLines = 23;

/** The status for a person, escaped: 80 columns of a terminal suffice, and 25 of its lines. */
export function statusText(report: StatusReport, options: StatusTextOptions): string {
  const { colors, columns, verbose } = options;
  const { state, about, next, findings, stages, unreadable } = escapeData(report);
  const fit = (line: string): string =>
    cut(line.replace(/\s*\n\s*/g, ' '), verbose ? Infinity : columns);
  const paint = paints(colors)[state];
  const head = fit(`${state}: ${about}`).replace(state, paint);
  const facts = factLines(escapeData(report));
  const colored = (line: string): string =>
    line.replace(/ {2}(FAILED|KILLED) {2}/, (word) => colors.red(word));
  const ran = stages.filter((run): run is LastRun => 'pid' in run);
  const never = stages.filter((run) => run.state === 'never').map(({ stage }) => stage);
  const width = Math.max(0, ...ran.map(({ stage }) => stage.length));
  const results = [
    ...ran.map((run) => colored(fit(resultLine(run, width, verbose)))),
    ...wrap(never.length === 0 ? '' : `not run: ${never.join(', ')}`, columns, 9),
  ].filter((line) => line !== '');
  const unread = unreadableLines(
    unreadable.filter(({ what }) => verbose || what !== 'hctl'),
    columns,
  );
  const end = [...unread, ...(next === undefined ? [] : [`next: ${next}`])];
  const room = verbose
    ? findings.length + 1
    : Math.max(1, mostLines - 1 - facts.length - results.length - end.length - 2);
  const shown = findings.slice(0, Math.max(1, room - 1));
  const rest = findings.length - shown.length;
  return [
    head,
    ...facts.map(fit),
    ...shown.map(({ severity, text }) =>
      fit(`${severity === 'failure' ? 'fault' : 'warning'}: ${text}`),
    ),
    ...(rest === 0 ? [] : [`and ${rest} more (-v prints all; as a page: hare_setup report)`]),
    ...(rest > 0 || findings.length === 0 ? [] : ['as a page: hare_setup report']),
    ...(facts.length + shown.length === 0 || results.length === 0 ? [] : ['']),
    ...results,
    ...(end.length === 0 || facts.length + results.length === 0 ? [] : ['']),
    ...end,
    '',
  ].join('\n');
}

function cut(line: string, columns: number): string {
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
}

/** One line for each reason, with all that cannot be read because of it. */
function unreadableLines(
  unreadable: StatusReport['unreadable'],
  columns: number,
): readonly string[] {
  const reasons = [...new Set(unreadable.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => {
    const all = unreadable.filter((each) => each.reason === reason).map(({ what }) => what);
    const [first = '', ...further] = reason.split('\n');
    return [...wrap(`cannot read ${all.join(', ')}: ${first}`, columns, 2), ...further];
  });
}

function paints(colors: Colors): Readonly<Record<StatusReport['state'], (text: string) => string>> {
  const { green, yellow, red, cyan } = colors;
  return {
    'not configured': yellow,
    configured: yellow,
    formatted: yellow,
    starting: cyan,
    running: green,
    degraded: red,
    busy: cyan,
    interrupted: red,
    unknown: red,
  };
}

function factLines({ cluster, config }: StatusReport): readonly string[] {
  const parts =
    cluster === undefined
      ? []
      : [
          `${cluster.nodes} ${cluster.nodes === 1 ? 'node' : 'nodes'}`,
          ...(cluster.services === undefined ? [] : [`${cluster.services} services`]),
          ...(cluster.devices === undefined ? [] : [`${cluster.devices} devices`]),
          cluster.formatted === undefined
            ? 'not formatted'
            : `formatted ${timeOf(cluster.formatted)}`,
        ];
  return [
    ...(cluster === undefined
      ? []
      : [`cluster    ${parts.join(', ')}`, `CDF        ${cluster.file}`]),
    ...(config === undefined
      ? []
      : [`ConfStore  ${config.url}`, `KV         ${config.kv ?? 'the default'}`]),
  ];
}

function resultLine(run: LastRun, width: number, verbose: boolean): string {
  const { stage, state, time, pid, durationMs = 0, failed, refused } = run;
  const later = refused === undefined ? '' : `; refused ${timeOf(refused.time)}: ${refused.reason}`;
  const line = (word: string, rest: string): string =>
    `${stage.padEnd(width)}  ${word.padEnd(9)}  ${timeOf(time)}${rest}${later}`;
  if (state === 'running') return line('running', `, PID ${pid}`);
  if (state === 'killed') return line('KILLED', ', before it ended');
  const took = `, ${formatDuration(durationMs)}`;
  if (run.outcome === 'failed') return line('FAILED', `, ${failed.join('; ')}`);
  const changed = verbose && run.outcome === 'changed' ? `: ${run.changed.join(', ')}` : '';
  return line(run.outcome ?? '', `${took}${changed}`);
}

function timeOf(iso: string): string {
  return iso.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');
}
