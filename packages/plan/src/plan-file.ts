import { hostname } from 'node:os';
import path from 'node:path';
import { HareError, isHareError, readRegularFile } from '@hare/base';
import { choice, list, object, readData, record, string } from '@hare/base/schema';
import { usageError, type ParsedOptions } from '@hare/cli';
import { assertTrusted, isNewerRelease, ownRelease, writeStateFile } from '@hare/stage';
import { foresee } from './foresee.js';
import type { PlannedRun } from './plan-run.js';

const schema = 'hare.plan-file/1';
const fileSchema = object({
  schema: choice(schema),
  release: string(),
  host: string(),
  /** ISO 8601, UTC: when it was planned. */
  time: string(),
  stages: list(string()),
  /** The options that every stage gets, without those that carry a secret. */
  options: list(string()),
  /** Flags of the options that carry a secret: whoever runs the plan gives them again. */
  withheld: list(string()),
  /** What would be done, by subject. */
  foreseen: record(string()),
});

/** A plan that was written to be run later. It is a promise to compare with, never an order. */
export type PlanFile = Pick<
  ReturnType<(typeof fileSchema)['read']>,
  'stages' | 'options' | 'withheld' | 'foreseen' | 'host' | 'time'
>;

const optionsOfPlan = ['config', 'kv', 'facts', 'node', 'settings', 'root'] as const;

/** Writes a plan for its owner alone, without secrets. */
export async function writePlanFile(
  file: string,
  stages: readonly string[],
  planned: PlannedRun,
): Promise<void> {
  const { plan, machine, masker } = planned;
  const given = optionsOfPlan.flatMap((name) => {
    const value = machine.common[name];
    return value === undefined || value === '' ? [] : [[`--${name}`, value] as const];
  });
  const isSecret = ([, value]: readonly [string, string]): boolean => masker.text(value) !== value;
  const written = {
    schema,
    release: await ownRelease(),
    host: hostname(),
    time: plan.time,
    stages,
    options: given.filter((each) => !isSecret(each)).flat(),
    withheld: given.filter(isSecret).map(([flag]) => flag),
    foreseen: foresee(planned),
  };
  await writeStateFile(path.resolve(file), `${JSON.stringify(written, undefined, 2)}\n`, {
    mode: 0o600,
  });
}

/**
 * Reads a plan that `writePlanFile` wrote. @throws HareError `PLAN_FILE_BROKEN`, `PLAN_FILE_NEWER`,
 * `PLAN_NOT_TRUSTED`, `PLAN_OUTDATED` for one of another machine
 */
export async function readPlanFile(file: string): Promise<PlanFile> {
  const where = { file };
  const hint = 'plan again: hare_setup plan --config URL --out FILE';
  const broken = (what: string, cause?: unknown): HareError =>
    new HareError('PLAN_FILE_BROKEN', `this is not a plan: ${what}`, { where, hint, cause });
  let data: unknown;
  try {
    assertTrusted(file, undefined, 'plan');
    data = JSON.parse((await readRegularFile(file, { maxBytes: 64 * 1024 ** 2 })).toString('utf8'));
  } catch (error) {
    if (isHareError(error) && error.code === 'PLAN_NOT_TRUSTED') throw error;
    throw broken((error as Error).message, error);
  }
  const { schema: found, release } = (data ?? {}) as Readonly<Record<string, unknown>>;
  const version = /^hare\.plan-file\/(\d+)$/.exec(String(found))?.[1];
  if (Number(version) > 1 || (typeof release === 'string' && (await isNewerRelease(release))))
    throw new HareError(
      'PLAN_FILE_NEWER',
      `release ${String(release)} wrote this plan, which is newer than this one (${await ownRelease()})`,
      { where, hint: 'run it with that release, or plan again: hare_setup plan --out FILE' },
    );
  const reading = readData(fileSchema, data);
  if (!reading.ok) throw broken(reading.problems[0].what);
  if (reading.value.host !== hostname())
    throw new HareError('PLAN_OUTDATED', `this plan was made on ${reading.value.host}`, {
      where,
      hint,
    });
  return reading.value;
}

/** @throws HareError `USAGE` if options that the plan omits are not given again */
export function assertGiven({ withheld }: PlanFile, common: ParsedOptions, file: string): void {
  const missing = withheld.filter((flag) => common[flag.slice(2)] === undefined);
  if (missing.length === 0) return;
  throw usageError(
    `the plan does not contain ${missing.join(' and ')}, as there is a password in it`,
    `give it again: hare_setup run ${file} ${missing.map((flag) => `${flag} VALUE`).join(' ')}`,
  );
}

/** Compares a plan with the world as it is now. @throws HareError `PLAN_OUTDATED` */
export function assertUnmoved(file: string, { foreseen, time }: PlanFile, now: PlannedRun): void {
  const is = foresee(now);
  const moved = [...new Set([...Object.keys(foreseen), ...Object.keys(is)])].flatMap((subject) => {
    const [before = 'not in the plan', after = 'nothing to do'] = [foreseen[subject], is[subject]];
    return before === after ? [] : [`${subject}: ${before}; now ${after}`];
  });
  if (moved.length === 0) return;
  const shown = moved.slice(0, 8).map((line) => `\n  - ${line}`);
  const more = moved.length > 8 ? `\n  … ${moved.length - 8} more` : '';
  throw new HareError(
    'PLAN_OUTDATED',
    `${moved.length} ${moved.length === 1 ? 'thing has' : 'things have'} changed since ${time}; ` +
      `nothing was done:${shown.join('')}${more}`,
    {
      where: { file },
      hint: 'check what would be done now, and plan again: hare_setup plan --config URL --out FILE',
    },
  );
}
