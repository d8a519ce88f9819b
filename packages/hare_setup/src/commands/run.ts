import { createColors, fitted, outputFormat, processIo } from '@hare/cli/output';
import { escapeText } from '@hare/base';
import { closingLine, loadMachine, runStageFromArgv, type StageReport } from '@hare/stage';
import {
  colorWish,
  commandText,
  interruptExitCodes,
  localPath,
  parseCommand,
  usageError,
} from '@hare/cli';
import { write } from '@hare/cli/streams';
import { defineCommand } from '../command.js';
import { passOn } from '../pass-on.js';
import type { PlanFile } from '@hare/plan';
import { selectStages } from '../select-stages.js';
import { selectionOptions } from '../selection-options.js';
import { stages } from '../stages.js';
import { stagesNamed } from '../stages-named.js';

/** `hare_setup run`: the exit code of the first stage that fails, else 0. */
export const run = defineCommand({
  name: 'run',
  summary: 'Run post_install, prepare, config, init and test, as a provisioner would',
  description:
    'Runs post_install, prepare, config, init and test. Stops at the first failure and ' +
    'prints how to continue. On a terminal it first shows what would be written, started and ' +
    'wiped, and asks; --yes agrees. With a FILE of hare_setup plan --out it plans again and ' +
    'does exactly what that plan says, or stops and names what has changed. Before a run, use ' +
    'hare_setup doctor to find problems.',
  runsStages: true,
  operands: [
    {
      name: 'FILE',
      description: 'a plan that hare_setup plan --out wrote: do exactly this, or nothing',
      optional: true,
    },
  ],
  options: {
    ...selectionOptions,
    yes: { flag: '--yes', aliases: ['-y'], description: 'run without asking' },
  },
  examples: [
    { args: ['--config', 'json:///tmp/exampleV2.json'], does: 'set up this node' },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--from', 'init'],
      does: 'continue after fixing a failure in init',
    },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '--dry-run'],
      does: 'show what would change, and change nothing',
    },
    {
      args: ['/tmp/hare.plan'],
      does: 'do exactly what hare_setup plan --out /tmp/hare.plan wrote',
    },
  ],
  run: async ({ own, common: given, argv: words, operand }) => {
    const file = operand === undefined ? undefined : await planFileOf(operand, own);
    const argv = file === undefined ? words : [...file.options, ...without(words, operand)];
    const common = file === undefined ? given : parseCommand(run, argv).common;
    const chosen =
      file?.stages ??
      selectStages(
        stages.map(({ name }) => name),
        own,
      );
    const rest = passOn(run, argv);
    const format = outputFormat(common);
    const output = format === 'text' ? process.stdout : process.stderr;
    const colors = createColors(output, process.env, colorWish(common));
    const print = (line: string): void => void output.write(`${fitted(line, output)}\n`);
    const say = (line: string): void => print(escapeText(line));
    // What a stage of a dry run would have written, the next one finds.
    const planned = common['dryRun'] === true ? new Map<string, string>() : undefined;

    const begin = performance.now();
    const reports: StageReport[] = [];
    let exitCode = 0;
    // One for all stages: a signal between two of them counts too.
    const io = processIo();
    const ofStage = { ...io, dispose: () => undefined };
    const { agreed, refusal } =
      planned === undefined && !own.yes && (file !== undefined || io.ask !== undefined)
        ? await (
            await import('@hare/plan')
          ).agreedTo({ stages: stagesNamed(chosen), common, argv: rest, io }, file, operand ?? '')
        : {};
    if (refusal !== undefined) exitCode = refusal;
    for (const [index, entry] of refusal === undefined ? stagesNamed(chosen).entries() : []) {
      const { name } = entry;
      const stage = await entry.load();
      if (common['quiet'] !== true)
        print(colors.bold(`== ${name} (${index + 1} of ${chosen.length})`));
      const isTold = own.yes && stage.options['yes'] !== undefined;
      exitCode = await runStageFromArgv(stage, isTold ? [...rest, '--yes'] : rest, {
        program: `hare_setup ${name}`,
        io: format === 'json' ? { ...ofStage, stdout: { write: () => true } } : ofStage,
        planned,
        agreed,
        onReport: (report) => reports.push(report),
      });
      const signal = io.interruption.name();
      if (exitCode === 0 && signal !== undefined && index < chosen.length - 1)
        exitCode = interruptExitCodes[signal];
      if (exitCode !== 0) break;
    }
    io.dispose();
    if (format === 'json')
      write(
        process.stdout,
        `${escapeText(JSON.stringify({ schema: 'hare.run-report/1', exitCode, stages: reports }, undefined, 2))}\n`,
      );
    if (format === 'jsonl')
      write(
        process.stdout,
        `${JSON.stringify({ schema: 'hare.event/1', time: new Date().toISOString(), event: 'run-end', exitCode, stages: reports.map(({ stage, outcome }) => ({ stage, outcome })) })}\n`,
      );
    if (reports.length > 1 && common['quiet'] !== true)
      print(
        closingLine(
          {
            stage: 'run',
            outcome: reports.every(({ outcome }) => outcome === 'unchanged')
              ? 'unchanged'
              : 'changed',
            ...sumOf(reports),
            dryRun: common['dryRun'] === true,
            durationMs: Math.round(performance.now() - begin),
          },
          colors,
        ),
      );
    const last = chosen[reports.length - 1] ?? chosen[0] ?? '';
    if (exitCode !== 0 && refusal === undefined) {
      const { createMasker } = await import('@hare/cli/output');
      const lead =
        exitCode > 128 ? `interrupted in ${last}; to` : `${last} failed; fix the problem, then`;
      say(createMasker().text(`${lead} ${howToContinue(words, argv, last)}`));
    }
    if (exitCode === 0 && common['dryRun'] !== true && chosen.includes('init')) {
      const { places } = await loadMachine(common, process.env, process.geteuid?.() ?? 0);
      say(
        `all stages passed; start the cluster: hctl bootstrap -c ${places.varDir}; then test ` +
          `it: ${testCommand(argv)}`,
      );
    }
    return exitCode;
  },
});

/** The plan to run, which says itself what it is a plan of. @throws HareError `USAGE`, `PLAN_…` */
async function planFileOf(
  operand: string,
  { from, to, skip }: { readonly from?: unknown; readonly to?: unknown; readonly skip?: unknown },
): Promise<PlanFile> {
  if ([from, to, skip].some((each) => each !== undefined))
    throw usageError(
      '--from, --to and --skip cannot be combined with a plan',
      'plan those stages: hare_setup plan --config URL --from STAGE --out FILE',
    );
  const { readPlanFile } = await import('@hare/plan');
  return readPlanFile(localPath(operand, 'FILE'));
}

function without(words: readonly string[], word: string | undefined): readonly string[] {
  return words.filter((_, at) => at !== words.indexOf(word ?? ''));
}

/** Without `--yes`: whoever continues sees again what will be formatted. */
function howToContinue(typed: readonly string[], argv: readonly string[], stage: string): string {
  const words = withoutFrom(argv).filter((word) => word !== '--yes' && word !== '-y');
  const command = commandText('hare_setup run', ['--from', stage, ...words]);
  const same = (one: readonly string[]): string => one.toSorted().join(' ');
  return same(['--from', stage, ...words]) === same(typed)
    ? 'run the same command again'
    : `continue: ${command}`;
}

function withoutFrom(argv: readonly string[]): readonly string[] {
  return argv.filter(
    (word, at) => word !== '--from' && argv[at - 1] !== '--from' && !word.startsWith('--from='),
  );
}

/** The steps of all stages together. */
function sumOf(reports: readonly StageReport[]): Pick<StageReport, 'counts'> {
  const sum = (name: keyof StageReport['counts']): number =>
    reports.reduce((total, { counts }) => total + counts[name], 0);
  return {
    counts: {
      ok: sum('ok'),
      changed: sum('changed'),
      wouldChange: sum('wouldChange'),
      deferred: sum('deferred'),
      skipped: sum('skipped'),
      failed: sum('failed'),
    },
  };
}

/** The stage test on the same machine; what else it needs, config has recorded. */
function testCommand(argv: readonly string[]): string {
  const at = argv.findIndex((word) => word === '--root' || word.startsWith('--root='));
  return commandText(
    'hare_setup test',
    at === -1 ? [] : argv.slice(at, argv[at] === '--root' ? at + 2 : at + 1),
  );
}
