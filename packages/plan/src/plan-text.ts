import { type Colors, paintDiffLine } from '@hare/cli/output';
import { escapeData } from '@hare/base';
import { shellWord } from '@hare/cli';
import { formatBytes } from '@hare/devices';

import type { PlannedDevice, PlannedFile, PlannedKeys, PlannedStage, RunPlan } from './run-plan.js';

export interface PlanTextOptions {
  readonly colors: Colors;
  /** Also unchanged files, diffs and every key. */
  readonly verbose: boolean;
}

/** A plan for a person, escaped: every device, then stage by stage, then the sum of it. */
export function planText(made: RunPlan, { colors, verbose }: PlanTextOptions): string {
  const plan = escapeData(made);
  const atWork =
    plan.atWork === undefined
      ? []
      : [
          `${colors.yellow('warning:')} stage ${plan.atWork.stage} is running, pid ` +
            `${plan.atWork.pid}, since ${plan.atWork.since}: this may be different when it has ` +
            'ended',
          '',
        ];
  return [
    ...atWork,
    ...devicesText(plan.devices, colors),
    ...plan.stages.flatMap((stage) => [...stageText(stage, plan, { colors, verbose }), '']),
    summary(plan, colors),
    '',
  ].join('\n');
}

/** What whoever looked at a plan may do next. */
export function planHints(
  { exitCode, stages, files }: RunPlan,
  { verbose, file }: { readonly verbose: boolean; readonly file: string | undefined },
): string {
  const failing = stages.filter(({ outcome }) => outcome === 'fail').map(({ stage }) => stage);
  const applies =
    file === undefined
      ? 'to apply this plan, run hare_setup run with the same options'
      : `to do exactly this: hare_setup run ${shellWord(file)}`;
  const fails = failing.length === 0 ? 'interrupted' : `${failing.join(', ')} would fail`;
  return [
    `nothing was changed; ${exitCode === 0 ? applies : fails}`,
    ...(verbose || files.length === 0 ? [] : ['with -v: all diffs and keys']),
    'as a page, with drawing and findings: hare_setup report, with the same options',
    '',
  ].join('\n');
}

function stageText(
  { stage, outcome, problems, warnings }: PlannedStage,
  plan: RunPlan,
  { colors, verbose }: PlanTextOptions,
): readonly string[] {
  const files = plan.files.filter((file) => file.stage === stage);
  const keys = plan.keys.filter((each) => each.stage === stage);
  const starts = plan.starts.filter((start) => start.stage === stage);
  const word = {
    change: colors.yellow('would change'),
    nothing: colors.green('nothing to do'),
    fail: colors.red('would FAIL'),
    blocked: colors.cyan('not reached: an earlier stage would fail'),
  }[outcome];
  const isRepaired = outcome === 'fail' && files.length + keys.length + starts.length > 0;
  return [
    `${colors.bold(stage)}: ${word}`,
    ...problems.flatMap(({ reason, code, where, hint, findings }) => [
      `  ${colors.red('problem:')} ` +
        `${where === undefined || where === '' ? '' : `${where}: `}${reason}${code === undefined ? '' : ` [${code}]`}`,
      ...findings.flatMap((finding) => indent(`- ${finding}`, 4)),
      ...(hint === undefined ? [] : [`    hint: ${hint}`]),
    ]),
    ...warnings.flatMap((warning) => indent(`${colors.yellow('warning:')} ${warning}`, 2)),
    ...(isRepaired ? ['  after fixing that:'] : []),
    ...files.flatMap((file) => fileText(file, { colors, verbose })),
    ...(verbose || files.every(({ change }) => change !== 'unchanged')
      ? []
      : [`  ${files.filter(({ change }) => change === 'unchanged').length} files unchanged`]),
    ...keys.flatMap((each) => keysText(each, verbose)),
    ...starts.map(
      ({ mkfs, because, services, staysUp }) =>
        `  start    ${services.length} services: ${mkfs ? colors.red(because) : because}; ` +
        (staysUp ? 'they will keep running' : 'will be stopped again'),
    ),
    ...(verbose
      ? starts.flatMap(({ services }) => services.map((service) => `    ${service}`))
      : []),
  ];
}

function fileText(
  { path, change, diff }: PlannedFile,
  { colors, verbose }: PlanTextOptions,
): readonly string[] {
  if (change === 'unchanged' && !verbose) return [];
  const paint = {
    new: colors.green,
    changed: colors.yellow,
    removed: colors.red,
    unchanged: colors.dim,
  }[change];
  return [
    `  ${paint(change.padEnd(9))}${path}`,
    ...(verbose && diff !== undefined
      ? diff.split('\n').map((line) => `    ${paintDiffLine(line, colors)}`)
      : []),
  ];
}

function keysText(
  { kv, added, changed, removed, deferred }: PlannedKeys,
  verbose: boolean,
): readonly string[] {
  if (added.length + changed.length + removed.length === 0) return [`  keys     ${kv}: unchanged`];
  const counts = `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
  return [
    `  keys     ${kv}: ${counts}${deferred === undefined ? '' : ` (deferred: ${deferred})`}`,
    ...(verbose
      ? [
          ...added.map((key) => `    + ${key}`),
          ...changed.map((key) => `    ~ ${key}`),
          ...removed.map((key) => `    - ${key}`),
        ]
      : []),
  ];
}

function devicesText(devices: readonly PlannedDevice[], colors: Colors): readonly string[] {
  const nodes = [...new Set(devices.map(({ node }) => node))];
  return nodes.flatMap((node) => [
    `${colors.bold('devices')} of ${node}:`,
    ...devices
      .filter((device) => device.node === node)
      .flatMap((device) => deviceText(device, colors)),
    '',
  ]);
}

function deviceText(
  { path, role, action, because, now }: PlannedDevice,
  colors: Colors,
): readonly string[] {
  const word = {
    format: colors.red('FORMAT'),
    keep: colors.green('keep'),
    refuse: colors.red('REFUSED'),
  }[action];
  const facts =
    now === undefined
      ? ['on another node, not checked from here']
      : now.kind === 'missing'
        ? ['missing']
        : [
            ...(now.kind === 'block' ? [] : [now.kind]),
            ...(now.sizeBytes === undefined ? [] : [formatBytes(now.sizeBytes)]),
            ...(now.serial === undefined
              ? now.id === undefined
                ? []
                : [`id ${now.id}`]
              : [`serial ${now.serial}`]),
            ...(now.realPath === undefined ? [] : [`is ${now.realPath}`]),
            contentsOf(now),
            ...now.uses,
          ];
  // The word says it already.
  const why = because.replace(/^format(?:: | (?=again))/, '');
  return [`  ${path}  ${role}, ${facts.join(', ')}`, `    ${word}: ${why}`];
}

function contentsOf({ signatures, holdsUnknownData }: NonNullable<PlannedDevice['now']>): string {
  if (holdsUnknownData === true) return 'contains data of an unknown kind';
  return signatures.length === 0 ? 'no signature' : `has signature ${signatures.join(', ')}`;
}

/** Counts what will happen, without stages that fail or are not reached. */
function summary({ files, keys, devices, starts, stages }: RunPlan, colors: Colors): string {
  const reached = new Set(
    stages
      .filter(({ outcome }) => outcome === 'change' || outcome === 'nothing')
      .map(({ stage }) => stage),
  );
  const happens = ({ stage }: { readonly stage: string }): boolean => reached.has(stage);
  const count = (change: PlannedFile['change']): number =>
    files.filter((file) => happens(file) && file.change === change).length;
  const sum = (name: 'added' | 'changed' | 'removed'): number =>
    new Set(
      keys
        .filter((each) => happens(each) && each.deferred === undefined)
        .flatMap((each) => each[name]),
    ).size;
  const formatted = devices.filter(
    (device) => happens(device) && device.action === 'format',
  ).length;
  return [
    `plan: files new=${count('new')} changed=${count('changed')} removed=${count('removed')} ` +
      `unchanged=${count('unchanged')}; keys added=${sum('added')} changed=${sum('changed')} ` +
      `removed=${sum('removed')}; cluster starts=${starts.filter(happens).length}`,
    formatted === 0
      ? 'no device will be formatted'
      : colors.red(
          `${formatted} ${formatted === 1 ? 'device' : 'devices'} will be FORMATTED: ` +
            `all data on ${formatted === 1 ? 'it' : 'them'} will be lost`,
        ),
  ].join('\n');
}

function indent(text: string, columns: number): readonly string[] {
  return text
    .split('\n')
    .map((line, index) => `${' '.repeat(index === 0 ? columns : columns + 2)}${line}`);
}
