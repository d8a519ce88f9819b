/** Below the prefix, next to what cortx-hare keeps in its own `lib`. */
export const libFolder = 'lib/hare_setup';

const remedy = 'put such a node on PATH, or install hare_setup-standalone, which brings its own';

/** Where Node is when the short PATH of sudo does not name its folder. */
const usualPlaces = ['/usr/local/bin/node', '/usr/bin/node'];

/**
 * The command `name`: finds Node on PATH, else at a usual place, and says so when there is none.
 */
export function launcherText(
  name: string,
  nodeVersion: string,
  elsewhere: readonly string[] = usualPlaces,
): string {
  return `#!/bin/sh
# Starts ${name} with the Node.js of this machine.
self=$(readlink -f -- "$0") || exit 1
for node in ${['"$(command -v node)"', ...elsewhere].join(' ')}; do
  [ -x "$node" ] && exec "$node" "\${self%/bin/*}/${libFolder}/start.cjs" ${name} "$@"
done
echo "${name}: this machine has no Node.js (node), and ${nodeVersion} or newer is needed: ${remedy}" >&2
exit 1
`;
}

/**
 * What the launcher gives to Node: it must be readable by every old Node, because it reports that
 * one is too old.
 */
export function startText(nodeVersion: string, files: Readonly<Record<string, string>>): string {
  return `'use strict';
var name = process.argv[2];
var files = ${JSON.stringify(files, undefined, 2)};
var needed = '${nodeVersion}'.split('.');
var found = process.versions.node.split('.');
if (Number(found[0]) < Number(needed[0]) || (found[0] === needed[0] && Number(found[1]) < Number(needed[1]))) {
  console.error(name + ': Node.js ' + process.versions.node + ' (' + process.execPath + ') is too old, ${nodeVersion} or newer is needed: ${remedy}');
  process.exit(1);
}
process.argv.splice(1, 2, require('path').join(__dirname, files[name]));
require(process.argv[1]);
`;
}
