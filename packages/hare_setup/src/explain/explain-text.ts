import type { Colors } from '@hare/cli/output';
import { escapeData } from '@hare/base';

import type { Explanation, PlaceExplanation, StageExplanation } from './explanation.js';

/** Explanations for a person, one below the other, escaped. */
export function explainText(found: readonly Explanation[], colors: Colors): string {
  return `${escapeData(found)
    .map((each) => textOf(each, colors).join('\n'))
    .join('\n\n')}\n`;
}

function textOf(found: Explanation, colors: Colors): readonly string[] {
  const head = (kind: string): string => `${colors.bold(found.topic)} (${kind})`;
  switch (found.kind) {
    case 'stage':
      return [head('stage'), ...stageLines(found)];
    case 'code':
      return [
        head(`error code of ${found.packages.join(', ')}`),
        `  ${found.about}`,
        `  what to do: ${found.remedy}`,
      ];
    case 'setting':
      return [
        head('setting'),
        `  ${found.about}`,
        `  type: ${found.type}`,
        `  default: ${found.default}`,
        `  environment: ${found.environment}`,
      ];
    case 'field':
      return [
        head(`CDF field, ${found.required === true ? 'required' : 'optional'}`),
        `  ${found.about}`,
        ...placeLines(found),
      ];
    case 'key':
      return [
        head('ConfStore key'),
        ...(found.sources.length === 0 ? [`  ${found.about}`] : []),
        ...placeLines(found),
      ];
  }
}

function placeLines({
  kind,
  type,
  unit,
  example,
  sources,
  checkedBy,
}: PlaceExplanation): readonly string[] {
  return [
    ...(type === undefined ? [] : [`  type: ${type}${unit === undefined ? '' : `, in ${unit}`}`]),
    ...(example === undefined ? [] : [`  example: ${JSON.stringify(example)}`]),
    ...sources.map(({ dialect, key, value, rule }) =>
      kind === 'key'
        ? `  read by config (ConfStore of kind ${dialect}): becomes ${value}; ${rule}`
        : `  from a ConfStore of kind ${dialect}: ${key === '' ? '' : `${key}; `}${rule}`,
    ),
    ...(checkedBy.length === 0 ? [] : [`  checked by: ${checkedBy.join(', ')}`]),
  ];
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
    ...about.split('\n').map((line) => `  ${line}`),
    '',
    '  Steps:',
    ...steps.map((step) => `    ${step.id.padEnd(width)}  ${step.title}${remarks(step)}`),
    ...section('It may change', writes),
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
  return lines.length === 0 ? [] : ['', `  ${title}:`, ...lines.map((line) => `    ${line}`)];
}

function remarks({ looks, always, with: options }: StageExplanation['steps'][number]): string {
  const all = [
    ...(looks ? ['only looks'] : []),
    ...(always ? ['always runs'] : []),
    ...(options.length === 0 ? [] : [`only with ${options.join(' or ')}`]),
  ];
  return all.length === 0 ? '' : ` (${all.join(', ')})`;
}
