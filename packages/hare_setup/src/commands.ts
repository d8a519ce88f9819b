import type { CommandEntry } from '@hare/cli/table';
import type { Command } from './command.js';

/**
 * The sub-commands other than stages, loaded only when called. A test checks that the summaries
 * equal the commands' own.
 */
export const commands: readonly CommandEntry<Command>[] = [
  {
    name: 'run',
    summary: 'Run post_install, prepare, config, init and test, as a provisioner would',
    load: async () => (await import('./commands/run.js')).run,
  },
  {
    name: 'plan',
    summary: 'Show what a run would write, start and wipe',
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    name: 'status',
    summary: 'Show the state of the cluster, the last result of each stage, and the next step',
    load: async () => (await import('./commands/status.js')).status,
  },
  {
    name: 'doctor',
    summary: 'Find problems on this machine, and show how to fix them',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  {
    name: 'report',
    summary:
      'Write one HTML page: the cluster, its condition, the next run, what ran, what is wrong',
    load: async () => (await import('./commands/report.js')).report,
  },
  {
    name: 'explain',
    summary: 'Explain a stage, command, word, error code, setting, CDF field or ConfStore key',
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'log',
    summary: "Show the end of the stages' log",
    load: async () => (await import('./commands/log.js')).log,
  },
  {
    name: 'schema',
    summary: 'Print the JSON Schema of the output of --json and --format jsonl',
    load: async () => (await import('./commands/schema.js')).schema,
  },
  {
    name: 'setup-yaml',
    summary: 'Print the setup.yaml for a provisioner',
    load: async () => (await import('./commands/setup-yaml.js')).setupYamlCommand,
  },
  {
    name: 'completion',
    summary: 'Print a completion script for bash, zsh or fish',
    load: async () => (await import('./commands/completion.js')).completion,
  },
];
