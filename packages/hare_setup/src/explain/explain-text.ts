import { escapeData } from '@hare/base';
import { explained } from '@hare/cdf';
import { codeLines, explanationText, type Explained } from '@hare/cli';
import type { Colors } from '@hare/cli/output';
import type { CommandExplanation, Explanation, StageExplanation } from './explanation.js';

/** Explanations for a person, one below the other, escaped. */
export function explainText(found: readonly Explanation[], colors: Colors): string {
  return explanationText(escapeData(found).map(toExplained), colors.bold);
}

function toExplained(found: Explanation): Explained {
  const { topic } = found;
  switch (found.kind) {
    case 'stage':
      return { topic, what: 'stage', lines: stageLines(found) };
    case 'command':
      return { topic, what: 'command', lines: commandLines(found) };
    case 'word':
      return { topic, what: 'word', lines: [found.about] };
    case 'code':
      return {
        topic,
        what: `error code of ${found.packages.join(', ')}`,
        lines: codeLines(found),
      };
    case 'setting':
      return {
        topic,
        what: 'setting',
        lines: [
          found.about,
          `type: ${found.type}`,
          `default: ${found.default}`,
          `environment: ${found.environment}`,
        ],
      };
    case 'field':
    case 'key':
      return explained(found);
  }
}

function stageLines({
  about,
  steps,
  options,
  writes,
  examples,
}: StageExplanation): readonly string[] {
  const width = Math.max(...steps.map(({ id }) => id.length));
  return [
    ...about.split('\n'),
    '',
    'Steps:',
    ...steps.map((step) => `  ${step.id.padEnd(width)}  ${step.title}${remarks(step)}`),
    ...section('It may change', writes),
    ...callLines({ options, examples }),
  ];
}

function commandLines({ about, ...call }: CommandExplanation): readonly string[] {
  return [...about.split('\n'), ...callLines(call)];
}

function callLines({
  options,
  examples,
}: Pick<StageExplanation, 'options' | 'examples'>): readonly string[] {
  return [
    ...section(
      'Options',
      options.map(
        ({ flags, value, about: meaning }) =>
          `${flags.join(', ')}${value === undefined ? '' : ` ${value}`}: ${meaning}`,
      ),
    ),
    ...section(
      'Examples',
      examples.map(({ command, does }) => `${command}    ${does}`),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}

function remarks({ looks, always, with: options }: StageExplanation['steps'][number]): string {
  const all = [
    ...(looks ? ['only looks'] : []),
    ...(always ? ['always runs'] : []),
    ...(options.length === 0 ? [] : [`only with ${options.join(' or ')}`]),
  ];
  return all.length === 0 ? '' : ` (${all.join(', ')})`;
}
