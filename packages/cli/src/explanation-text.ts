/** What is known about a topic, ready to be printed. */
export interface Explained {
  readonly topic: string;
  /** What the topic is: `CDF field, required`. */
  readonly what: string;
  /** Below it, indented. */
  readonly lines: readonly string[];
}

/** Explanations for a person, one below the other. */
export function explanationText(
  found: readonly Explained[],
  bold: (text: string) => string = String,
): string {
  const texts = found.map(({ topic, what, lines }) => [
    `${bold(topic)} (${what})`,
    ...lines.map((line) => (line === '' ? '' : `  ${line}`)),
  ]);
  return `${texts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What an error code means, and what to do. */
export function codeLines(meaning: {
  readonly about: string;
  readonly remedy?: string | undefined;
}): readonly string[] {
  return [
    meaning.about,
    ...(meaning.remedy === undefined ? [] : [`what to do: ${meaning.remedy}`]),
  ];
}
