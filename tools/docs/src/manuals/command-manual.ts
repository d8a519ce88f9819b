import {
  type CommandSpec,
  exampleLine,
  operandText,
  type OptionSpecs,
  optionLabel,
  optionText,
  usageLines,
} from '@hare/cli/table';
import type { CommandManual, Manual, ManualOption } from '../manual.js';

/** The manual of a bin: what its table says, and each of its commands. */
export async function programManual(
  program: CommandSpec,
  section: Manual['section'],
  description: readonly string[],
): Promise<Manual> {
  const entries = (program.commands ?? []).flatMap((group) => group.entries);
  return {
    ...manualOf(program, program.name, section),
    description,
    syntax: program.notes ?? [],
    commands: await Promise.all(
      entries.map(async (entry) => manualOfCommand(await entry.load(), program.name)),
    ),
  };
}

/** The manual of a command as the bin of its own: `hare-stage-init`. */
export function manualOf(spec: CommandSpec, bin: string, section: Manual['section']): Manual {
  const { common } = spec;
  return {
    bin,
    section,
    summary: spec.summary.replace(/\.?$/, '.'),
    usage: usageLines(spec, bin),
    description: spec.description.split(/\n+/),
    syntax: [],
    operands: operandsOf(spec),
    options: [
      { title: 'Options', options: optionsOf(spec.options) },
      { title: common?.title ?? '', options: optionsOf(common?.options ?? {}) },
    ].filter(({ options }) => options.length > 0),
    commands: [],
    writes: [],
    examples: examplesOf(spec, bin),
    exitCodes: spec.exitCodes,
  };
}

/**
 * A command of a program. Options of every stage are explained once, with the program; a command
 * that has a few of them only names those itself.
 */
function manualOfCommand(spec: CommandSpec, bin: string): CommandManual {
  const { common } = spec;
  const isExplained = common?.title === 'Options of every stage';
  return {
    name: spec.name,
    usage: usageLines(spec, `${bin} ${spec.name}`).join('\n'),
    description: spec.description.split(/\n+/),
    operands: operandsOf(spec),
    options: optionsOf({ ...spec.options, ...(isExplained ? {} : common?.options) }),
    examples: examplesOf(spec, `${bin} ${spec.name}`),
  };
}

function operandsOf({ operands = [] }: CommandSpec): readonly ManualOption[] {
  return operands.flatMap((operand) =>
    operand.description === undefined
      ? []
      : [{ flags: operandText(operand), about: operand.description }],
  );
}

function optionsOf(options: OptionSpecs): readonly ManualOption[] {
  return Object.values(options).map((spec) => ({
    flags: optionLabel(spec),
    about: optionText(spec),
  }));
}

function examplesOf({ examples }: CommandSpec, program: string): Manual['examples'] {
  return examples.map((example) => ({
    command: exampleLine(example, program),
    ...(example.does === undefined ? {} : { does: example.does }),
  }));
}
