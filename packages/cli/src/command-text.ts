/**
 * A command line as it must be typed in a shell.
 * @example commandText('confstore', ['app.yaml', 'get', 'a>b']) // => "confstore app.yaml get 'a>b'"
 */
export function commandText(program: string, argv: readonly string[]): string {
  return [program, ...argv.map(shellWord)].join(' ');
}

/** A word as it must be typed in a shell. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
