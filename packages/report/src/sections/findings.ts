import { count } from '@hare/drawing';
import { html, type Html } from '../page/html.js';
import { table } from '../page/table.js';
import type { ReportData, ReportedDoctor, ReportedFinding } from '../report-data.js';
import { timeText } from '../words.js';
import { absence } from './absence.js';

const words = {
  problem: { text: 'PROBLEM', tone: 'bad' },
  warning: { text: 'warning', tone: 'warn' },
} as const;

/** What is wrong, with remedies; what is right is folded. */
export function findingsSection(report: ReportData): Html {
  const { doctor } = report;
  if (doctor === undefined) return absence(report, 'doctor', 'What is wrong');
  const of = (outcome: ReportedFinding['outcome']): readonly ReportedFinding[] =>
    doctor.findings.filter((finding) => finding.outcome === outcome);
  const rest = doctor.findings.filter(
    ({ outcome }) => outcome !== 'problem' && outcome !== 'warning',
  );
  return html`<section id="doctor" aria-labelledby="doctor-title">
    <h2 id="doctor-title">What is wrong</h2>
    <p>${doctorLine(doctor)}. Checked at ${timeText(doctor.time)}.</p>
    ${[...of('problem'), ...of('warning')].map(findingPart)}
    <details>
      <summary>${count(rest.length, 'check')} without a finding</summary>
      ${table({
        caption: 'Checks that passed, were skipped or have something to do',
        head: ['Subject', 'Check', 'Outcome', 'Text'],
        rows: rest.map(({ subject, check, outcome, text }) => ({
          cells: [subject, check, outcome === 'change' ? 'pending' : outcome, text],
        })),
      })}
    </details>
  </section>`;
}

function findingPart({
  outcome,
  subject,
  check,
  text,
  code,
  where,
  hint,
  details = [],
}: ReportedFinding): Html {
  const { text: word, tone } = outcome === 'problem' ? words.problem : words.warning;
  return html`<article class="finding ${tone}" data-find>
    <p>
      <span class="word">${word}</span>
      <b>${subject}</b> ${text}${code !== undefined && html` <code>${code}</code>`}
    </p>
    ${where !== undefined && html`<p class="soft">Where: ${where}</p>`}
    ${hint !== undefined && html`<p class="remedy">What to do: ${hint}</p>`}
    ${
      details.length > 0 &&
      html`<ul>
        ${details.map((detail) => html`<li>${detail}</li>`)}
      </ul>`
    }
    <p class="soft">Found by: ${check}</p>
  </article>`;
}

/** `2 problems, 1 warning`; `No problems`. */
export function doctorLine({ counts }: ReportedDoctor): string {
  if (counts.problem + counts.warning === 0) return 'No problems';
  return [
    ...(counts.problem === 0 ? [] : [count(counts.problem, 'problem')]),
    ...(counts.warning === 0 ? [] : [count(counts.warning, 'warning')]),
  ].join(', ');
}
