const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

const packages = path.join(__dirname, '../../packages');
const stages = readdirSync(packages).filter(
  (folder) =>
    folder.startsWith('stage-') && existsSync(path.join(packages, folder, 'package.json')),
);

/** The house, from the ground: a package uses those of the lines above its own, and none of its own line. */
const lines = [
  // floor 1, in this order
  ['base'],
  ['command'],
  // floor 2
  ['cli', 'consul'],
  // floor 3
  ['confstore', 'drawing'],
  // floor 4
  ['cdf', 'kv', 'report'],
  // floor 5
  ['cfgen', 'hctl'],
  // floor 6
  ['stage'],
  // floor 7, in this order
  ['devices', 'os-packages'],
  ['cluster'],
  ['configuration'],
  ['footprint'],
  ['backup'],
  ['status'],
  ['plan'],
  // floor 8: never a stage on a stage
  stages,
  // floor 9
  ['hare_setup'],
];

/** Folder of a package → folders that it may use. */
const mayUse = new Map(
  lines.flatMap((line, index) => line.map((folder) => [folder, lines.slice(0, index).flat()])),
);

module.exports = { mayUse };
