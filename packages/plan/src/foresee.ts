import { createHash } from 'node:crypto';
import { maskText } from '@hare/base';
import type { PlannedDevice, PlannedProblem } from './run-plan.js';
import type { PlannedRun } from './plan-run.js';

/**
 * What a run would do, as short texts by subject, so that two plans can be compared and the
 * difference shown. Texts of files and lists of keys appear as digests; it contains no secrets.
 */
export function foresee({ plan, forecasts }: PlannedRun): Readonly<Record<string, string>> {
  const texts = new Map(
    forecasts
      .flatMap(({ effects }) => effects)
      .flatMap((effect) =>
        effect.kind === 'file' && effect.text !== undefined ? [[effect.path, effect.text]] : [],
      ),
  );
  return Object.fromEntries([
    ...plan.devices.map((device) => [`device ${device.node}: ${device.path}`, deviceText(device)]),
    ...plan.stages.map(({ stage, outcome, problems }) => [
      `stage ${stage}`,
      [outcome, ...problems.map(problemText)].join(', '),
    ]),
    ...plan.files.map(({ path, change }) => {
      const text = texts.get(path);
      return [
        `file ${path}`,
        text === undefined ? change : `${change}, sha256 ${digest(maskText(text))}`,
      ];
    }),
    ...plan.keys.map(({ stage, kv, added, changed, removed, deferred }) => [
      `keys of ${kv} (${stage})`,
      `${added.length} added, ${changed.length} changed, ${removed.length} removed, ` +
        `${deferred === undefined ? '' : 'deferred, '}sha256 ` +
        digest(JSON.stringify([added, changed, removed])),
    ]),
    ...plan.starts.map(({ stage, mkfs, services, staysUp }) => [
      `start of the cluster (${stage})`,
      `${mkfs ? 'formats' : 'formats nothing'}, ${services.length} services, ` +
        (staysUp ? 'keeps running' : 'then stopped'),
    ]),
  ]) as Readonly<Record<string, string>>;
}

function deviceText({ action, role, now }: PlannedDevice): string {
  if (now === undefined) return `${action}, ${role}`;
  const { kind, realPath, sizeBytes, id, serial, signatures, holdsUnknownData, uses } = now;
  return [
    action,
    role,
    kind,
    ...[realPath, id, serial].filter((each) => each !== undefined),
    ...(sizeBytes === undefined ? [] : [`${sizeBytes} bytes`]),
    ...signatures,
    ...(holdsUnknownData === true ? ['contains data'] : []),
    ...uses,
  ].join(', ');
}

function problemText({ code, reason }: PlannedProblem): string {
  return code ?? reason;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
