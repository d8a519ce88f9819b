import { nearestNames } from '@hare/base';

const yesWords = ['true', 't', 'yes', 'y', '1', 'on'];
const noWords = ['false', 'f', 'no', 'n', '0', 'off'];

/** A word that says yes or no, in any case; `exact`: true and false only. */
export function readYesOrNo(rule: true | 'exact', word: string): boolean | undefined {
  if (rule === 'exact') return word === 'true' || (word === 'false' ? false : undefined);
  const lower = word.toLowerCase();
  if (yesWords.includes(lower)) return true;
  return noWords.includes(lower) ? false : undefined;
}

/** `Flase` is not the name of a bundle. */
export function isMisspeltYesOrNo(word: string): boolean {
  return (
    !word.startsWith('-') &&
    /^[a-z]{3,6}$/i.test(word) &&
    nearestNames(word.toLowerCase(), ['true', 'false', 'yes']).length > 0
  );
}
