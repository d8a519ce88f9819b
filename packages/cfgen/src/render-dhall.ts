/** Confgen text as one Dhall text literal (`confd.dhall`), so that `dhall text < confd.dhall | m0confgen` still works. */
export function renderDhall(confgen: string): string {
  return `''\n${confgen.replaceAll("''", "'''").replaceAll('${', "''${")}''\n`;
}
