import { clusterLine, count } from '@hare/drawing';
import { html, type Html } from '../page/html.js';
import type { ReportData } from '../report-data.js';
import { timeText } from '../words.js';
import { conditionLine } from './condition.js';
import { doctorLine } from './findings.js';
import { planLine } from './plan.js';
import { runsOf } from './runs.js';

interface Card {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly tone?: 'bad' | 'warn' | 'good' | undefined;
}

/** The five answers at a glance, each a link to its section. */
export function summary(report: ReportData): Html {
  return html`<ul class="cards">
    ${cards(report).map(
      ({ id, title, text, tone = '' }) =>
        html`<li class="${tone}"><a href="#${id}">${title}</a><strong>${text}</strong></li>`,
    )}
  </ul>`;
}

function cards({ cluster, live, plan, doctor, journal }: ReportData): readonly Card[] {
  const services = live?.status?.nodes.flatMap(({ svcs }) => svcs) ?? [];
  const isUp = live?.state === 'running' && services.every(({ status }) => status === 'started');
  const formatted = plan?.devices.filter(({ action }) => action === 'format').length ?? 0;
  const warning = formatted === 0 ? '' : `; ${count(formatted, 'device')} will be FORMATTED`;
  const [last] = runsOf(journal);
  return [
    {
      id: 'cluster',
      title: 'The cluster',
      text: cluster === undefined ? 'No cluster description' : clusterLine(cluster.view),
    },
    {
      id: 'live',
      title: 'Its condition',
      text: live === undefined ? 'Unknown' : conditionLine(live.state, services),
      tone: live === undefined ? undefined : isUp ? 'good' : 'bad',
    },
    {
      id: 'plan',
      title: 'The next run',
      text: plan === undefined ? 'Unknown' : `${planLine(plan)}${warning}`,
      tone: plan === undefined ? undefined : formatted > 0 || plan.exitCode !== 0 ? 'bad' : 'good',
    },
    {
      id: 'runs',
      title: 'What ran',
      text:
        last === undefined
          ? 'Nothing yet'
          : `${last.stage}: ${last.outcome}, ${timeText(last.began)}`,
    },
    {
      id: 'doctor',
      title: 'What is wrong',
      text: doctor === undefined ? 'Unknown' : doctorLine(doctor),
      tone:
        doctor === undefined
          ? undefined
          : doctor.counts.problem > 0
            ? 'bad'
            : doctor.counts.warning > 0
              ? 'warn'
              : 'good',
    },
  ];
}
