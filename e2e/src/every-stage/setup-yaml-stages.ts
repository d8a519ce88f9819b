import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';
import { inRepository } from '../run-bin.js';
import type { StageMachine } from './stage-machine.js';
import type { StageRow } from './stage-row.js';

/** A stage as setup.yaml calls it. */
export interface ListedStage {
  readonly name: string;
  /** The words after `hare_setup`, with macros. */
  readonly words: readonly string[];
}

type SetupYaml = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly cmd: string; readonly args: string } | readonly [string]>>
  >
>;

/** Every stage of the setup.yaml that the built `hare_setup` prints, in its order. */
export function setupYamlStages(): readonly ListedStage[] {
  const text = execFileSync(
    process.execPath,
    [inRepository('packages/hare_setup/dist/bin.cjs'), 'setup-yaml'],
    { encoding: 'utf8' },
  );
  const { hare = {} } = parse(text) as SetupYaml;
  return Object.entries(hare).map(([name, entry]) => ({
    name,
    words: 'args' in entry ? entry.args.split(' ') : entry[0].split(' ').slice(1),
  }));
}

/**
 * The arguments with which a provisioner runs a stage on a machine; `plan` is what it puts for
 * `$TYPE`.
 */
export function stageArgs(
  { words }: ListedStage,
  row: StageRow,
  machine: StageMachine,
  plan: string,
): readonly string[] {
  return [
    ...words.map((word) =>
      word.replace('$URL', row.url?.(machine) ?? machine.url).replace('$TYPE', plan),
    ),
    ...(row.extraArgs?.(machine) ?? []),
  ];
}
