const path = require('node:path');
const { formatFiles, generateFiles } = require('@nx/devkit');

/**
 * Makes `packages/stage-<name>` from the files next to this one. Its manifest announces it as the
 * last stage; what hare_setup knows of it follows from that. Its row in the table of the end-to-end
 * tests says what they expect of it.
 */
async function stageGenerator(tree, { name, summary: given }) {
  const kebab = name.replaceAll('_', '-');
  const camel = kebab.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const folder = `packages/stage-${kebab}`;
  if (tree.exists(folder)) throw new Error(`${folder} exists already; choose another name`);
  const summary = given || `Run ${name}`;
  if (/["\\\n]/.test(summary)) throw new Error('write the summary on one line, without " and \\');
  const code = `${name.toUpperCase()}_NO_CDF`;
  const versionOf = (other) =>
    JSON.parse(tree.read(`packages/${other}/package.json`, 'utf8')).version;
  const [baseVersion, stageVersion] = ['base', 'stage'].map(versionOf);
  const { stageFiles, stagesOf } = await import('../stage-files.mjs');
  const after = stagesOf(repositoryIn(tree)).at(-1).name;
  generateFiles(tree, path.join(__dirname, 'files'), folder, {
    name,
    kebab,
    camel,
    summary,
    code,
    after,
    baseVersion,
    stageVersion,
  });
  for (const [file, text] of await stageFiles(repositoryIn(tree))) tree.write(file, text);
  insert(
    tree,
    'e2e/src/every-stage/stage-rows.ts',
    /^\};(?![^]*^\};)/m,
    `  ${name}: {
    prepare: configured,
    writesKv: false,
    onlyLooks: true,
    wouldDo: /Find the cluster description/,
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

/** The tree as it is now, as `stageFiles` reads it. */
const repositoryIn = (tree) => ({
  folders: tree.children('packages'),
  exists: (file) => tree.exists(file),
  read: (file) => tree.read(file, 'utf8'),
});

function insert(tree, file, before, text) {
  const source = tree.read(file, 'utf8');
  const at = source.search(before);
  if (at < 0) throw new Error(`${file} is not as expected: nothing matches ${before}`);
  tree.write(file, source.slice(0, at) + text + source.slice(at));
}

module.exports = stageGenerator;
module.exports.default = stageGenerator;
