/**
 * Confgen text as one Dhall text literal (`confd.dhall`), so that `dhall text < confd.dhall |
 * m0confgen` still works. A quote before `${` is written as an interpolation of itself, as it would
 * make one escape with the quotes that escape `${`.
 */
export function renderDhall(confgen: string): string {
  return `''\n${confgen.replace(/''|'(?=\$\{)|\$\{/g, (special) => escapes[special] ?? special)}''\n`;
}

const escapes: Readonly<Record<string, string>> = { "''": "'''", "'": '${"\'"}', '${': "''${" };
