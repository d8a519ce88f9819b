import { helpText, loadMachine, optionTable, parseOptions, processIo, runStageFromArgv, type StageReport } from '@hare/stage';
import { describeCommand } from '../command-description.js';
import { selectStages } from '../select-stages.js';
import { stages } from '../stages.js';
import { passOn } from '../pass-on.js';

const description = describeCommand({
  name: 'run',
  summary: 'Run the stages one after the other, as a provisioner would',
  description: 'Runs post_install, prepare, config, init and test (those that there are), stops at the first failure and says how to go on.',
  options: {
    from: { flag: '--from', value: 'STAGE', description: 'begin with this stage' },
    to: { flag: '--to', value: 'STAGE', description: 'end with this stage' },
    skip: { flag: '--skip', value: 'STAGES', description: 'leave these stages out, separated by commas' },
  },
  examples: [
    { args: ['--config', 'json:///tmp/exampleV2.json'], does: 'bring this node up' },
    { args: ['--config', 'json:///tmp/exampleV2.json', '--from', 'init'], does: 'go on after a failure in init was repaired' },
    { args: ['--config', 'json:///tmp/exampleV2.json', '--dry-run'], does: 'only say what would change' },
  ],
});

/** `hare_setup run`: the exit code of the first stage that fails, else 0. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  if (argv.includes('-h') || argv.includes('--help')) {
    process.stdout.write(helpText(description, 'hare_setup run'));
    return 0;
  }
  const table = optionTable(description);
  const { stage: own, common } = parseOptions(table, argv);
  const text = (name: string): string | undefined => (typeof own[name] === 'string' ? own[name] : undefined);
  const chosen = selectStages(stages.map(({ name }) => name), { from: text('from'), to: text('to'), skip: text('skip') });
  const rest = passOn(table, argv);
  const json = common['json'] === true;
  const say = (line: string): void => void (json ? process.stderr : process.stdout).write(`${line}\n`);

  const reports: StageReport[] = [];
  let exitCode = 0;
  for (const [index, name] of chosen.entries()) {
    const stage = await stages.find((entry) => entry.name === name)?.load();
    if (stage === undefined) continue;
    if (common['quiet'] !== true) say(`== ${name} (${index + 1} of ${chosen.length})`);
    const io = processIo();
    exitCode = await runStageFromArgv(stage, rest, { program: `hare_setup ${name}`, io: json ? { ...io, stdout: { write: () => true } } : io, onReport: (report) => reports.push(report) });
    if (exitCode !== 0) break;
  }
  if (json) process.stdout.write(`${JSON.stringify({ schema: 'hare.run-report/1', exitCode, stages: reports }, undefined, 2)}\n`);
  const last = chosen[reports.length - 1] ?? chosen[0] ?? '';
  if (exitCode !== 0) say(`stopped in ${last}; repair what it names, then go on: ${['hare_setup run', `--from ${last}`, ...(text('to') === undefined ? [] : [`--to ${text('to') ?? ''}`]), 'with the same options'].join(' ')}`);
  else if (common['dryRun'] !== true && chosen.includes('init')) {
    const { places } = await loadMachine(common, process.env, process.geteuid?.() ?? 0);
    say(`all stages passed; start the cluster with: hctl bootstrap -c ${places.varDir}`);
  }
  return exitCode;
}
