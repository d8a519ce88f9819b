export {
  type CommandEntry,
  type CommandGroup,
  type CommandLine,
  type CommandSpec,
  type Example,
  exampleLine,
  type Operand,
  operandText,
  optionRows,
  type OptionRow,
  spellings,
  usageLines,
} from './command-spec.js';
export { colorOptions, type ColorWish, colorWish } from './color-options.js';
export { type CommandIo, defineCommand, type PrintingCommand } from './define-command.js';
export { helpColumns, helpText } from './help-text.js';
export {
  helpOption,
  optionLabel,
  type OptionSpec,
  type OptionSpecs,
  optionText,
  type OptionValues,
  versionOption,
} from './option-spec.js';
