import { HareError, type Where, nearestHint, maskSecrets, maskText } from '@hare/base';
import { settingKeys } from './setting-keys.js';

/** The part of zod's issue that we read. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

/**
 * One finding of the schema as an error with its place; unknown keys get the nearest known one as
 * hint.
 */
export function settingsProblems(
  issue: SchemaIssue,
  whereOf: (path: readonly string[]) => Where,
  valueOf: (path: readonly string[]) => unknown,
): readonly HareError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => {
      const whole = [...path, key];
      return new HareError('SETTINGS_UNKNOWN_KEY', `there is no setting ${whole.join('.')}`, {
        where: whereOf(whole),
        hint: nearestHint(whole.join('.'), Object.keys(settingKeys)),
      });
    });
  }
  const message = issue.message
    .replace(/^Invalid (input|option): /, '')
    .replace(/^Too (small|big): /, '');
  return [
    new HareError(
      'SETTINGS_WRONG_VALUE',
      `setting ${path.join('.')} is ${show(valueOf(path))}: ${message}`,
      {
        where: whereOf(path),
        hint: 'correct it, or take the line out: every setting has a default',
      },
    ),
  ];
}

function show(value: unknown): string {
  if (value === undefined) return 'missing';
  // Before it is cut: half a password would not be found any more.
  const text = maskText(JSON.stringify(maskSecrets(value)));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
