import { escapeText } from '@hare/base';
import { write } from '@hare/cli/streams';
import { formatDuration } from '@hare/cli';
import { loadMachine, readJournal, readStageConfig } from '@hare/stage';
import { defineCommand } from '../command.js';
import { isAlive } from '../forecast/stage-at-work.js';
import { lastRuns, type LastRun } from '../last-runs.js';
import { stages } from '../stages.js';

/** `hare_setup status`: exit 0, also when nothing ran yet. */
export const status = defineCommand({
  name: 'status',
  summary: 'Show the last run of each stage on this machine',
  description:
    'Shows from the journal when each stage last ran, how long it took, its result, and what ' +
    'it changed.',
  options: {},
  commonOptions: ['json', 'settings', 'root', 'version', 'help'],
  examples: [
    { args: [], does: 'print one line per stage' },
    { args: ['--json'], does: 'the same for programs' },
  ],
  run: async ({ common, json }) => {
    const { places } = await loadMachine(common, process.env, process.geteuid?.() ?? 0);
    const runs = lastRuns(await readJournal(places), isAlive);
    if (json) {
      write(
        process.stdout,
        `${escapeText(JSON.stringify({ schema: 'hare.status/1', stages: stages.map(({ name }) => runs.get(name) ?? { stage: name, state: 'never' }) }, undefined, 2))}\n`,
      );
      return 0;
    }
    const width = Math.max(...stages.map(({ name }) => name.length));
    for (const { name } of stages)
      write(
        process.stdout,
        `${name.padEnd(width)}  ${escapeText(describe(runs.get(name)), 'line')}\n`,
      );
    const config = await readStageConfig(places);
    if (config !== undefined)
      write(
        process.stdout,
        [
          '',
          `ConfStore ${config.url}`,
          `CDF       ${config.cdf}`,
          `KV        ${config.kv ?? 'the default'}`,
        ]
          .map((line) => `${escapeText(line, 'line')}\n`)
          .join(''),
      );
    write(process.stdout, '\nas a page, with every step: hare_setup report\n');
    return 0;
  },
});

function describe(run: LastRun | undefined): string {
  if (run === undefined) return 'has not run on this machine';
  const time = run.time.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  if (run.state === 'running') return `running since ${time}, PID ${run.pid}`;
  if (run.state === 'killed') return `started ${time} and was killed; run it again`;
  const changed =
    run.outcome !== 'changed' || run.changed.length === 0
      ? ''
      : `, changed ${run.changed.join(', ')}`;
  const why = run.failed.length === 0 ? '' : `: ${run.failed.join('; ')}`;
  return (
    `${run.outcome ?? ''} (exit ${run.exitCode ?? ''}) ${time} in ` +
    `${formatDuration(run.durationMs ?? 0)}${changed}${why}`
  );
}
