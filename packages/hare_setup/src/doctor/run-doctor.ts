import type { Masker, ProcessIo } from '@hare/cli/output';
import { hostname } from 'node:os';
import { interruptExitCodes, type ParsedOptions } from '@hare/cli';
import { readStageConfig, withoutPassword, type Machine } from '@hare/stage';
import type { StageForecast } from '@hare/stage/forecast';
import { forecastRun } from '@hare/plan';
import { stageAtWork } from '@hare/status';
import { defaultRun } from '../select-stages.js';
import { stages } from '../stages.js';
import { doctorReport, type DoctorReport } from './doctor-report.js';
import type { Finding } from './finding.js';
import { knownCodes } from './known-codes.js';
import { machineFindings } from './machine-findings.js';
import { stageFindings } from './stages/stage-findings.js';

export interface DoctorCall {
  readonly common: ParsedOptions;
  /** Options that every stage has. */
  readonly argv: readonly string[];
  readonly io: ProcessIo;
  /** Codes of findings to ignore, in addition to those of the setting doctor.ignore. */
  readonly ignore?: readonly string[];
  /** Also checks the stages of an upgrade. */
  readonly upgrade?: boolean;
  /** Called with every finding as soon as it is made, secrets masked. */
  readonly onFinding: (finding: Finding) => void;
}

/** What the doctor found, and what it was found with. */
export interface DoctorRun {
  readonly report: DoctorReport;
  readonly machine: Machine;
  readonly masker: Masker;
  /** What each stage would do; those of a run see what the ones before would have left. */
  readonly forecasts: readonly StageForecast[];
  readonly planned: ReadonlyMap<string, string>;
}

/**
 * Calls the checks of all stages and those of the machine. Changes nothing: no log, no journal, no
 * lock. @throws HareError for wrong settings
 */
export async function runDoctor({
  common,
  argv,
  io,
  ignore = [],
  upgrade = false,
  onFinding,
}: DoctorCall): Promise<DoctorRun> {
  const begin = performance.now();
  const time = new Date();
  const accepted = await knownCodes(ignore, '--ignore');
  const isPartOfRun = (stage: string): boolean => defaultRun.includes(stage);
  const {
    machine,
    masker,
    planned,
    stages: forecasts,
  } = await forecastRun({
    stages: stages.filter(({ name }) => upgrade || !name.endsWith('upgrade')),
    isAlone: (name) => !isPartOfRun(name),
    common,
    argv,
    io,
  });
  const ignored = new Set([
    ...accepted,
    ...(await knownCodes(machine.settings.doctor.ignore, 'the setting doctor.ignore')),
  ]);
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => {
    const masked = acceptFinding(maskFinding(finding, masker), ignored);
    findings.push(masked);
    onFinding(masked);
  };
  const atWork = stageAtWork(machine.places.lockFile);
  if (atWork !== undefined)
    tell({
      check: 'stages',
      subject: atWork.stage,
      outcome: 'warning',
      text: `is running (PID ${atWork.pid}, since ${atWork.since}), so these results may change`,
      hint: `wait until it ends: ps -fp ${atWork.pid}`,
    });
  for (const finding of stageFindings(inOrder(forecasts), isPartOfRun)) tell(finding);
  for await (const finding of machineFindings(machine, planned)) {
    if (io.interruption.name() !== undefined) break;
    tell(finding);
  }
  const url =
    machine.common.config ?? (await readStageConfig(machine.places).catch(() => undefined))?.url;
  const signal = io.interruption.name();
  const interruptedBy = signal === undefined ? undefined : interruptExitCodes[signal];
  return {
    machine,
    masker,
    forecasts,
    planned,
    report: doctorReport({
      host: hostname(),
      time,
      durationMs: Math.round(performance.now() - begin),
      config: url === undefined ? undefined : withoutPassword(url),
      interruptedBy,
      findings,
    }),
  };
}

/** The stages of a run first: a finding that several share is reported for them. */
function inOrder(forecasts: readonly StageForecast[]): readonly StageForecast[] {
  const isFirst = ({ report }: StageForecast): boolean => defaultRun.includes(report.stage);
  return [...forecasts.filter(isFirst), ...forecasts.filter((forecast) => !isFirst(forecast))];
}

/** A warning or problem of an ignored code is accepted. */
function acceptFinding(finding: Finding, ignored: ReadonlySet<string>): Finding {
  const { outcome, code = '' } = finding;
  return (outcome === 'problem' || outcome === 'warning') && ignored.has(code)
    ? { ...finding, ignored: true }
    : finding;
}

function maskFinding(finding: Finding, masker: Masker): Finding {
  return { ...masker.data(finding), check: finding.check, outcome: finding.outcome };
}
