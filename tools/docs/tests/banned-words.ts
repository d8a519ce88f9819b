/** Words that make an operator stumble, and what to write instead. */
const banned: readonly (readonly [RegExp, string])[] = [
  [/\b(holds?|holding|held)\b/i, 'contains, has, uses'],
  [/\b(stands?(?!-)|standing|stood)\b/i, 'is'],
  [/\bmend(s|ed|ing)?\b/i, 'fix, correct'],
  [/\bbeside\b/i, 'next to, also'],
  [/\banew\b/i, 'again'],
  [/\bat work\b/i, 'running'],
  [/\b(be|is|are|was|were) (had|so)\b/i, 'exist; say what it is'],
  [/\bmeant\b/i, 'say what is expected'],
  [/\b(leave|leaves|leaving|left) (away|out)\b/i, 'omit'],
  [/\b(tells?|told)\b/i, 'print, report, show'],
  [/\b(no|some)body\b/i, 'another user, another process'],
  [/(?<!\bthere )\b(is|are|was|were) no (?!longer\b)\w+/i, 'is not a'],
  [/\bfolders?\b/i, 'directory'],
  [/\b(whose|which) it is\b/i, 'say it directly'],
];

/** What comments alone may say, and why. */
export const allowedInComments: readonly (readonly [RegExp, string])[] = [
  [/\bfolders?\b/gi, 'the name of variables and types, such as HeldFolder'],
  [/\bstands? for\b/gi, 'represents, as in: `…` stands for any lines'],
  [/\bheld open\b/gi, 'of descriptors'],
  [/\b(leaves? out|left out)\b/gi, 'omit; common in descriptions of code'],
];

/** Every banned word in these texts, with what to write instead. */
export function complaints(
  texts: readonly (readonly [where: string, text: string])[],
  allowed: readonly (readonly [RegExp, string])[] = [],
): readonly string[] {
  return texts.flatMap(([where, text]) => {
    const rest = allowed.reduce((left, [words]) => left.replace(words, '…'), text);
    return banned.flatMap(([word, instead]) => {
      const found = word.exec(rest);
      return found === null ? [] : [`${where}: "${found[0]}" (${instead}): ${text}`];
    });
  });
}
