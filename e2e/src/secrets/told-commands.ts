import path from 'node:path';
import type { StageMachine } from '../every-stage/stage-machine.js';

/** A command that is not a stage, tried on a configured machine. */
export interface ToldCommand {
  /** The folder of its package. */
  readonly bin: 'hare_setup' | 'confstore' | 'cdf' | 'cfgen';
  readonly args: (machine: StageMachine) => readonly string[];
}

const other = (machine: StageMachine): string =>
  `json://${path.join(machine.folder, 'other.json')}`;
const cdf = (machine: StageMachine): string => machine.at('var/lib/hare/cluster.yaml');

/**
 * Commands whose output people read and pass on; what only fetches values (confstore get, convert,
 * copy, watch) prints them as they are.
 */
export const toldCommands: Readonly<Record<string, ToldCommand>> = {
  'hare_setup run': {
    bin: 'hare_setup',
    args: ({ url, root }) => ['run', '--config', url, '--from', 'config', '--root', root],
  },
  'hare_setup run --json': {
    bin: 'hare_setup',
    args: ({ url, root }) => ['run', '--config', url, '--from', 'config', '--json', '--root', root],
  },
  'hare_setup plan': {
    bin: 'hare_setup',
    args: ({ url, root }) => ['plan', '--config', url, '-v', '--root', root],
  },
  'hare_setup plan --json': {
    bin: 'hare_setup',
    args: ({ url, root }) => ['plan', '--config', url, '--json', '--root', root],
  },
  'hare_setup status': { bin: 'hare_setup', args: ({ root }) => ['status', '--root', root] },
  'hare_setup log': {
    bin: 'hare_setup',
    args: ({ root }) => ['log', '-n', '1000', '--root', root],
  },
  'hare_setup doctor': {
    bin: 'hare_setup',
    args: ({ url, root }) => ['doctor', '--config', url, '-v', '--root', root],
  },
  'hare_setup doctor --json': {
    bin: 'hare_setup',
    args: ({ url, root }) => ['doctor', '--config', url, '--json', '--root', root],
  },
  'hare_setup doctor --format jsonl': {
    bin: 'hare_setup',
    args: ({ root }) => ['doctor', '--format', 'jsonl', '--root', root],
  },
  'hare_setup explain of a setting that holds a secret': {
    bin: 'hare_setup',
    args: () => ['explain', 'kv'],
  },
  'hare_setup explain of a key below a secret': {
    bin: 'hare_setup',
    args: () => ['explain', 'cortx>software>openldap>root>secret', '--json'],
  },
  'confstore diff': { bin: 'confstore', args: (machine) => [machine.url, 'diff', other(machine)] },
  'confstore compare': {
    bin: 'confstore',
    args: (machine) => [machine.url, 'compare', other(machine)],
  },
  'confstore validate': { bin: 'confstore', args: ({ url }) => [url, 'validate'] },
  'confstore validate --json': { bin: 'confstore', args: ({ url }) => [url, 'validate', '--json'] },
  'confstore get_keys': { bin: 'confstore', args: ({ url }) => [url, 'get_keys'] },
  'confstore search': { bin: 'confstore', args: ({ url }) => [url, 'search', '', 'secret'] },
  'confstore set below a secret': {
    bin: 'confstore',
    args: ({ url }) => [url, 'set', 'cortx>software>openldap>root>secret>x=1'],
  },
  'hare-cdf generate': { bin: 'cdf', args: ({ url }) => ['generate', url] },
  'hare-cdf validate': { bin: 'cdf', args: (machine) => ['validate', cdf(machine)] },
  'hare-cdf show': { bin: 'cdf', args: (machine) => ['show', cdf(machine)] },
  'hare-cdf graph': { bin: 'cdf', args: (machine) => ['graph', cdf(machine)] },
  'hare-cdf diff': { bin: 'cdf', args: (machine) => ['diff', cdf(machine), `${cdf(machine)}.x`] },
  'hare-cfgen': {
    bin: 'cfgen',
    args: (machine) => [cdf(machine), '-o', path.join(machine.folder, 'generated'), '--json'],
  },
  'hare-cfgen show': { bin: 'cfgen', args: (machine) => ['show', machine.at('var/lib/hare')] },
};
