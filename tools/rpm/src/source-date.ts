import { HareError } from '@hare/base';

/**
 * The time that all files of the packages bear, in seconds since 1970: `SOURCE_DATE_EPOCH`, else
 * the time of the last commit, so that the same sources give the same packages. @throws HareError
 * when neither is known
 */
export function sourceDate(
  variable: string | undefined,
  lastCommit: () => string | undefined,
): number {
  if (variable !== undefined && !/^\d+$/.test(variable)) {
    throw new HareError(
      'RPM_DATE',
      `SOURCE_DATE_EPOCH is ${JSON.stringify(variable)}, must be whole seconds since 1970`,
      { hint: 'SOURCE_DATE_EPOCH=$(date +%s) npm run package:rpm' },
    );
  }
  const text = variable ?? lastCommit();
  if (text === undefined)
    throw new HareError('RPM_DATE', 'the sources have no date: this is not a git checkout', {
      hint: 'SOURCE_DATE_EPOCH=$(date +%s) npm run package:rpm',
    });
  return Number(text);
}
