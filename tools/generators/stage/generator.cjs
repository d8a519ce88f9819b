const path = require('node:path');
const { formatFiles, generateFiles } = require('@nx/devkit');

/**
 * Makes `packages/stage-<name>` from the files beside this one, and enters it in the lists: the
 * stages and catalogues of hare_setup, its manifest, and the table of the end-to-end tests.
 */
async function stageGenerator(tree, { name, summary: given }) {
  const kebab = name.replaceAll('_', '-');
  const camel = kebab.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const folder = `packages/stage-${kebab}`;
  if (tree.exists(folder)) throw new Error(`${folder} exists already; choose another name`);
  const summary = given || `The stage ${name}`;
  if (/["\\\n]/.test(summary)) throw new Error('write the summary on one line, without " and \\');
  const code = `${name.toUpperCase()}_NO_CDF`;
  const versionOf = (other) =>
    JSON.parse(tree.read(`packages/${other}/package.json`, 'utf8')).version;
  const [baseVersion, stageVersion] = ['base', 'stage'].map(versionOf);
  generateFiles(tree, path.join(__dirname, 'files'), folder, {
    name,
    kebab,
    camel,
    summary,
    code,
    baseVersion,
    stageVersion,
  });
  const manifestFile = 'packages/hare_setup/package.json';
  const manifest = JSON.parse(tree.read(manifestFile, 'utf8'));
  manifest.dependencies[`@hare/stage-${kebab}`] = '^0.0.0';
  manifest.dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  tree.write(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
  insert(
    tree,
    'packages/hare_setup/src/stages.ts',
    /^\];$/m,
    `  {
    name: '${name}',
    summary: ${JSON.stringify(summary)},
    load: async () => (await import('@hare/stage-${kebab}')).${camel},
  },
`,
  );
  insert(
    tree,
    'packages/hare_setup/src/catalogues.ts',
    /^ *\{ packageName: 'hare_setup'/m,
    `  { packageName: '@hare/stage-${kebab}', load: () => import('@hare/stage-${kebab}/error-codes') },
`,
  );
  insert(
    tree,
    'e2e/src/every-stage/stage-rows.ts',
    /^\};(?![^]*^\};)/m,
    `  ${name}: {
    prepare: configured,
    writesKv: false,
    onlyLooks: true,
    wouldDo: /The cluster description is there/,
    badInput: [
      {
        what: 'there is no cluster description',
        spoil: (machine) => rmSync(machine.at(cdf)),
        exitCode: 1,
        says: /${code}/,
      },
    ],
  },
`,
  );
  await formatFiles(tree);
}

function insert(tree, file, before, text) {
  const source = tree.read(file, 'utf8');
  const at = source.search(before);
  if (at < 0) throw new Error(`${file} is not as expected: nothing matches ${before}`);
  tree.write(file, source.slice(0, at) + text + source.slice(at));
}

module.exports = stageGenerator;
module.exports.default = stageGenerator;
