const { mayUse } = require('./layers.cjs');

const source = '^packages/[^/]+/(src|tests)/';
const layerRules = [...mayUse].map(([folder, uses]) => ({
  name: `${folder}-depends-downwards-only`,
  comment: `packages/${folder} may depend on: ${uses.join(', ') || 'no other package'} (a package uses only packages of lower floors, never a stage a stage: tools/verify/layers.cjs)`,
  severity: 'error',
  from: { path: `^packages/${folder}/` },
  to: { path: '^packages/', pathNot: `^packages/(${[folder, ...uses].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'base-stands-alone',
      comment: 'the base of everything has no dependencies',
      severity: 'error',
      from: { path: '^packages/base/src/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional'] },
    },
    {
      name: 'packages-know-no-tools',
      comment: 'tools and e2e depend on packages, never the reverse',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: '[.]test[.]ts$' },
      to: { path: '^(tools|e2e)/' },
    },
    {
      name: 'no-cycles',
      comment: 'data flows one way; a table may load lazily what reads the table',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'declared-only',
      comment: 'what is imported is in the package.json of the package that imports it',
      severity: 'error',
      from: { path: source, pathNot: '[.]test[.]ts$|/tests/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
    { name: 'resolvable-only', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^[^/]+/[^/]+/(dist|test-results|fixtures)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['@hare/source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
