const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

const packages = path.join(__dirname, '../../packages');
const library = ['confstore', 'cdf', 'cfgen', 'apply', 'hctl', 'stage'];
const stages = readdirSync(packages).filter(
  (folder) =>
    folder.startsWith('stage-') && existsSync(path.join(packages, folder, 'package.json')),
);

/**
 * Folder of a package → folders it may depend on: only packages above it, and never a stage on a
 * stage.
 */
const mayUse = new Map([
  ...library.map((folder, index) => [folder, library.slice(0, index)]),
  ...stages.map((folder) => [folder, library]),
  ['hare_setup', [...library, ...stages]],
]);

module.exports = { mayUse };
