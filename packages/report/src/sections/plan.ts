import { count, size } from '@hare/drawing';
import { html, type Html } from '../page/html.js';
import { table } from '../page/table.js';
import { actionOf, onIt } from '../page-nodes.js';
import type { ReportData, ReportedPlan } from '../report-data.js';
import { timeText } from '../words.js';
import { absence } from './absence.js';

/** Devices of other nodes are counted here, and listed with their nodes. */
const isLookedAt = ({ now }: ReportedPlan['devices'][number]): boolean => now !== undefined;

const outcomeWords = {
  change: 'will change something',
  nothing: 'nothing to do',
  fail: 'WILL FAIL',
  blocked: 'not reached: an earlier stage fails',
} as const;

/** What a run would do: now → then. */
export function planSection(report: ReportData): Html {
  const { plan } = report;
  if (plan === undefined) return absence(report, 'plan', 'The next run');
  const files = plan.files.filter(({ change }) => change !== 'unchanged');
  return html`<section id="plan" aria-labelledby="plan-title">
    <h2 id="plan-title">The next run</h2>
    <p>${planLine(plan)}. Planned at ${timeText(plan.time)}; nothing was changed.</p>
    ${devicesPart(plan)}
    ${table({
      caption: 'Stages, in their order',
      head: ['Stage', 'Outcome', 'Why'],
      rows: plan.stages.map(({ stage, outcome, problems, warnings }) => ({
        cells: [
          stage,
          outcomeWords[outcome],
          html`${problems.map(
            ({ reason, code, hint }) =>
              html`<div>
                ${reason}${code !== undefined && html` <code>${code}</code>`}${
                  hint !== undefined && html`<div class="remedy">What to do: ${hint}</div>`
                }
              </div>`,
          )}${warnings.map((warning) => html`<div>Warning: ${warning}</div>`)}`,
        ],
        tone: outcome === 'fail' ? ('bad' as const) : undefined,
      })),
    })}
    ${
      files.length > 0 &&
      html`<h3>Files, now and then</h3>
        ${files.map(
          ({ path, change, diff, stage }) =>
            html`<details data-find>
              <summary>
                <b>${change}</b> <code>${path}</code><span class="soft">${stage}</span>
              </summary>
              ${
                diff === undefined
                  ? html`<p class="soft">The new text is not known beforehand.</p>`
                  : html`<div
                      class="scroll"
                      tabindex="0"
                      role="region"
                      aria-label="Changes of ${path}"
                    >
                      <pre>${diff}</pre>
                    </div>`
              }
            </details>`,
        )}`
    }
    ${
      plan.keys.length > 0 &&
      html`<h3>Keys of the KV</h3>
        ${plan.keys.map(keysPart)}`
    }
    ${
      plan.starts.length > 0 &&
      html`<h3>Starts of the cluster</h3>
        ${plan.starts.map(
          ({ stage, mkfs, because, services, staysUp }) =>
            html`<details data-find>
              <summary>
                <b>${stage}</b> starts
                ${count(services.length, 'service')}${
                  mkfs && html`, <span class="word bad">formats the devices first</span>`
                }<span class="soft">${because}${!staysUp && '; shut down again afterwards'}</span>
              </summary>
              <ul>
                ${services.map((service) => html`<li>${service}</li>`)}
              </ul>
            </details>`,
        )}`
    }
  </section>`;
}

function devicesPart(plan: ReportedPlan): Html {
  const formatted = plan.devices.filter(({ action }) => action === 'format');
  const refused = plan.devices.filter(({ action }) => action === 'refuse');
  const shown = [...formatted, ...refused].filter(isLookedAt);
  const lost = `all data on ${formatted.length === 1 ? 'it' : 'them'} will be lost`;
  const elsewhere = formatted.length + refused.length - shown.length;
  if (formatted.length + refused.length === 0)
    return html`<p><span class="word good">No device will be formatted.</span></p>`;
  return html`<div class="finding bad">
      <p>
        <span class="word"
          >${
            formatted.length === 0
              ? 'Devices are refused'
              : `${count(formatted.length, 'device')} will be FORMATTED: ${lost}`
          }</span
        >
      </p>
      ${
        elsewhere > 0 &&
        html`<p>
          ${count(elsewhere, 'device')} of them on other nodes, listed with
          <a href="#nodes">their nodes</a>.
        </p>`
      }
    </div>
    ${
      shown.length > 0 &&
      table({
        caption: 'Devices of this node that will be formatted or are refused',
        head: ['Device', 'Node', 'Use', 'Size', 'On it now', 'Next run', 'Why'],
        rows: shown.map((device) => ({
          cells: [
            html`<a href="#drive=${device.node}:${device.path}">${device.path}</a>`,
            device.node,
            device.role,
            size(device.now?.sizeBytes),
            onIt(device),
            actionOf(device),
            device.because,
          ],
          tone: 'bad' as const,
        })),
      })
    }`;
}

function keysPart({
  stage,
  kv,
  added,
  changed,
  removed,
  deferred,
}: ReportedPlan['keys'][number]): Html {
  const groups = [
    ['added', added],
    ['changed', changed],
    ['removed', removed],
  ] as const;
  return html`<details data-find>
    <summary>
      <b>${stage}</b> ${added.length} added, ${changed.length} changed, ${removed.length}
      removed<span class="soft">${kv}${deferred !== undefined && `; ${deferred}`}</span>
    </summary>
    ${groups.map(
      ([word, keys]) =>
        keys.length > 0 &&
        html`<h4>${word}</h4>
          <ul>
            ${keys.slice(0, mostKeys).map((key) => html`<li><code>${key}</code></li>`)}
          </ul>
          ${
            keys.length > mostKeys &&
            html`<p class="soft">${keys.length - mostKeys} more: hare_setup plan -v</p>`
          }`,
    )}
  </details>`;
}

const mostKeys = 500;

/** `3 of 5 stages will change something`. */
export function planLine({ stages, exitCode }: ReportedPlan): string {
  const failing = stages.filter(({ outcome }) => outcome === 'fail');
  if (exitCode !== 0 && failing.length > 0)
    return `${failing.map(({ stage }) => stage).join(', ')} will fail`;
  const changing = stages.filter(({ outcome }) => outcome === 'change').length;
  return changing === 0
    ? 'Nothing to do'
    : `${changing} of ${count(stages.length, 'stage')} will change something`;
}
