/**
 * `prepublishOnly` of every package: what a folder of this repository would publish is not what a
 * release packs (sources are named in its `exports`).
 */
console.error(
  'nothing is published from a package directory: tags, tests and registry would not be checked, and the manifest names sources.\nhint: npm run release -- --help',
);
process.exitCode = 1;
