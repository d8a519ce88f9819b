import { formatDuration } from '@hare/cli';
import { count } from '@hare/drawing';
import { html, type Html } from '../page/html.js';
import { table } from '../page/table.js';
import type { ReportData, ReportedRun, ReportedStep } from '../report-data.js';
import { timeText } from '../words.js';

/** One run of a stage: both records of it. */
export interface StageRun {
  readonly stage: string;
  readonly began: string;
  readonly durationMs: number | undefined;
  readonly outcome: string;
  readonly end: ReportedRun | undefined;
}

const mostRuns = 50;

/** What ran: a timeline of stages, and of each its steps with what took longest. */
export function runsSection({ journal }: ReportData): Html {
  const runs = runsOf(journal);
  const shown = runs.slice(0, mostRuns);
  const left = runs.length > shown.length ? ` (the last ${mostRuns} of ${runs.length})` : '';
  const longest = Math.max(1, ...shown.map(({ durationMs }) => durationMs ?? 0));
  return html`<section id="runs" aria-labelledby="runs-title">
    <h2 id="runs-title">What ran</h2>
    ${
      runs.length === 0
        ? html`<div class="note"><p>No stage ran on this machine yet.</p></div>`
        : table({
            caption: `Stage runs, newest first${left}`,
            head: ['Stage', 'Began', 'Outcome', 'Took', 'Compared'],
            numbers: [3],
            rows: shown.map(({ stage, began, outcome, durationMs }) => ({
              cells: [
                stage,
                html`<span class="time">${timeText(began)}</span>`,
                html`<span class="time">${outcome}</span>`,
                durationMs === undefined ? '–' : formatDuration(durationMs),
                bar(0, durationMs ?? 0, longest, false),
              ],
              tone: isBad(outcome) ? ('bad' as const) : undefined,
            })),
          })
    }
    ${shown.map(runPart)}
  </section>`;
}

function runPart({ stage, began, outcome, end }: StageRun): Html {
  const steps = end?.steps ?? [];
  const failed = end?.failed ?? [];
  const figures = Object.entries(end?.figures ?? {});
  if (steps.length + failed.length + figures.length === 0 && end?.error === undefined)
    return html``;
  const total = Math.max(
    1,
    steps.reduce((sum, { ms }) => sum + ms, 0),
  );
  const slowest = steps.reduce<ReportedStep | undefined>(
    (most, step) => (most === undefined || step.ms > most.ms ? step : most),
    undefined,
  );
  const blame =
    slowest === undefined || slowest.ms === 0
      ? ''
      : `; slowest: ${slowest.id}, ${formatDuration(slowest.ms)}`;
  let start = 0;
  return html`<details data-find>
    <summary>
      <b>${stage}</b> ${timeText(began)}<span class="soft"
        >${outcome}${steps.length > 0 && `, ${count(steps.length, 'step')}${blame}`}</span
      >
    </summary>
    ${
      end?.error !== undefined &&
      html`<p class="bad-text">${end.error.what} <code>${end.error.code}</code></p>`
    }
    ${failed.map(
      ({ step, reason, code }) =>
        html`<p class="bad-text">
          <b>${step}</b> failed: ${reason}${code !== undefined && html` <code>${code}</code>`}
        </p>`,
    )}
    ${
      steps.length > 0 &&
      table({
        caption: `Steps of ${stage}, in their order`,
        head: ['Step', 'Outcome', 'Took', 'When'],
        numbers: [2],
        rows: steps.map(({ id, outcome: word, ms }) => {
          const at = start;
          start += ms;
          return {
            cells: [id, word, formatDuration(ms), bar(at, ms, total, id === slowest?.id)],
            tone: word === 'failed' ? ('bad' as const) : undefined,
          };
        }),
      })
    }
    ${
      figures.length > 0 &&
      table({
        caption: `What ${stage} measured`,
        head: ['Step', 'Figures'],
        rows: figures.map(([step, values]) => ({
          cells: [
            step,
            Object.entries(values)
              .map(([name, value]) => `${name} ${value}`)
              .join(', '),
          ],
        })),
      })
    }
  </details>`;
}

/** A bar: start and length as parts of the whole, with the number next to it. */
function bar(start: number, length: number, whole: number, isSlow: boolean): Html {
  const at = (1000 * start) / whole;
  const width = Math.max(2, (1000 * length) / whole);
  return html`<svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="1000" height="10" />
    <rect
      class="bar${isSlow && ' slow'}"
      x="${Math.min(at, 998).toFixed(1)}"
      width="${width.toFixed(1)}"
      height="10"
    />
  </svg>`;
}

function isBad(outcome: string): boolean {
  return outcome === 'failed' || outcome === 'interrupted' || outcome === 'did not end';
}

/** The runs of a journal, newest first. */
export function runsOf(journal: readonly ReportedRun[]): readonly StageRun[] {
  const runs = new Map<string, StageRun>();
  for (const record of journal) {
    const before = runs.get(record.run);
    const end = record.event === 'ended' ? record : before?.end;
    const durationMs = end?.durationMs;
    runs.set(record.run, {
      stage: record.stage,
      began:
        before?.began ??
        (record.event === 'started'
          ? record.time
          : new Date(Date.parse(record.time) - (durationMs ?? 0)).toISOString()),
      durationMs,
      outcome: end?.outcome ?? 'did not end',
      end,
    });
  }
  return [...runs.values()].reverse();
}
