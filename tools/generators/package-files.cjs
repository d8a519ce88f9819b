/**
 * The files that every package of this repository has, as path → text.
 * @param {{ folder: string, name: string, description: string, bin?: string, entries?: readonly
 *   string[], dependencies: Record<string, string> }} about `entries` are further entries of
 *   `exports` beside the index: `error` is importable as `<name>/error` from `src/error.ts`.
 */
function packageFiles(about) {
  const entry = (file) => ({
    '@hare/source': `./src/${file}.ts`,
    types: `./dist/${file}.d.ts`,
    default: `./dist/${file}.js`,
  });
  const exports = { '.': entry('index') };
  for (const file of about.entries ?? []) exports[`./${file}`] = entry(file);
  exports['./package.json'] = './package.json';
  const manifest = {
    name: about.name,
    version: '0.0.0',
    description: about.description,
    license: 'Apache-2.0',
    type: 'module',
    ...(about.bin === undefined ? {} : { bin: { [about.bin]: 'dist/bin.js' } }),
    exports,
    files: ['dist', 'README.md', 'CHANGELOG.md'],
    engines: { node: '>=20.11' },
    publishConfig: { access: 'public' },
    scripts: {
      build: 'tsup && tsc -p tsconfig.build.json',
      test: 'vitest run',
      prepublishOnly: 'node ../../tools/release/refuse-publish.mjs',
    },
    dependencies: about.dependencies,
  };
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'tsconfig.json': '{ "extends": "../../tsconfig.package.json" }\n',
    'tsconfig.build.json': '{ "extends": "../../tsconfig.build.json" }\n',
    'tsconfig.spec.json': '{ "extends": "../../tsconfig.spec.json" }\n',
    'tsup.config.ts': "export { default } from '../../tsup.base.js';\n",
    'vitest.config.ts': "export { default } from '../../vitest.base.js';\n",
  };
}

module.exports = { packageFiles };
