import { optionTable, type StageDescription } from '@hare/stage';
import type { Manual } from '../manual.js';
import { optionOfSpec } from './option-of-spec.js';
import { shellWord } from './shell-word.js';

export const stageExitCodes =
  '0 success, 1 the stage found or met a problem, 2 wrong usage, 129/130/143 interrupted.';

/**
 * The manual of a stage, or of a command that is described like one, as the command `bin`:
 * `hare-stage-init`, `hare_setup init`.
 */
export function stageManual(stage: StageDescription, bin: string): Manual {
  const rows = optionTable(stage);
  const group = (name: 'stage' | 'common'): Manual['options'][number]['options'] =>
    rows.filter((row) => row.group === name).map(({ spec }) => optionOfSpec(spec));
  return {
    bin,
    section: 8,
    summary: `${stage.summary}.`,
    usage: [[bin, ...operandText(stage), '[options]'].join(' ')],
    description: stage.description.split(/\n+/),
    syntax: [],
    operands: [],
    options: [
      { title: 'Options', options: group('stage') },
      { title: 'Options of every stage', options: group('common') },
    ].filter(({ options }) => options.length > 0),
    commands: [],
    writes: stage.writes ?? [],
    examples: stage.examples.map(({ args, does }) => ({
      command: [bin, ...args.map(shellWord)].join(' '),
      does,
    })),
    exitCodes: stageExitCodes,
  };
}

function operandText({ operand }: StageDescription): readonly string[] {
  if (operand === undefined) return [];
  const name = operand.choices?.join('|') ?? operand.name;
  return [operand.optional === true ? `[${name}]` : name];
}
