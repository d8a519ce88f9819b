const { packageFiles } = require('../package-files.cjs');

/** Makes `packages/stage-<name>`: a stage with one step, its bin, its test and its README. */
async function stageGenerator(tree, { name, summary }) {
  const kebab = name.replaceAll('_', '-');
  const camel = kebab.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const folder = `packages/stage-${kebab}`;
  if (tree.exists(folder)) throw new Error(`${folder} exists already; choose another name`);
  const versions = JSON.parse(tree.read('packages/stage/package.json', 'utf8'));
  const about = {
    folder: `stage-${kebab}`,
    name: `@hare/stage-${kebab}`,
    description: summary || `The stage ${name} of the Hare mini-provisioner`,
    bin: `hare-stage-${kebab}`,
    dependencies: {
      '@hare/confstore': versions.dependencies['@hare/confstore'],
      '@hare/stage': `^${versions.version}`,
    },
  };
  for (const [file, text] of Object.entries(packageFiles(about)))
    tree.write(`${folder}/${file}`, text);
  tree.write(
    `${folder}/src/bin.ts`,
    `#!/usr/bin/env node\nimport { runStageBin } from '@hare/stage/bin';\n\nawait runStageBin(async () => (await import('./stage.js')).${camel});\n`,
  );
  tree.write(`${folder}/src/index.ts`, `export { ${camel} } from './stage.js';\n`);
  tree.write(
    `${folder}/src/stage.ts`,
    `import { defineStage } from '@hare/stage';\nimport { stateFolderExists } from './steps/state-folder-exists.js';\n\n` +
      `/** ${about.description}. */\nexport const ${camel} = defineStage({\n  name: '${name}',\n  summary: ${JSON.stringify(about.description)},\n` +
      `  description: ${JSON.stringify(`${about.description}.`)},\n  changes: true,\n  options: {},\n  writes: ['/var/lib/hare/setup'],\n  examples: [{ args: [], does: ${JSON.stringify(about.description)} }],\n` +
      `  steps: (context) => [stateFolderExists(context)],\n});\n`,
  );
  tree.write(
    `${folder}/src/steps/state-folder-exists.ts`,
    `import { mkdir, stat } from 'node:fs/promises';\nimport type { StageContext, Step } from '@hare/stage';\n\n` +
      `/** The first step of a new stage: replace it by what the stage is for. */\nexport function stateFolderExists(context: StageContext): Step {\n  const folder = context.places.stateDir;\n` +
      `  return {\n    id: 'state-folder',\n    title: 'The state folder exists',\n    check: async () => {\n      const found = await stat(folder).catch(() => undefined);\n` +
      `      return found?.isDirectory() ? { ok: true } : { ok: false, reason: \`there is no folder \${folder}\` };\n    },\n` +
      `    apply: async () => {\n      await mkdir(folder, { recursive: true, mode: 0o755 });\n    },\n  };\n}\n`,
  );
  tree.write(
    `${folder}/src/stage.test.ts`,
    `import { mkdtemp, rm, stat } from 'node:fs/promises';\nimport { tmpdir } from 'node:os';\nimport path from 'node:path';\nimport { runStageInProcess } from '@hare/stage/testing';\nimport { expect, onTestFinished, test } from 'vitest';\nimport { ${camel} } from './stage.js';\n\n` +
      `test('${name} changes what is missing, and nothing the second time', async () => {\n  const root = await mkdtemp(path.join(tmpdir(), 'hare-'));\n  onTestFinished(() => rm(root, { recursive: true }));\n` +
      `  const first = await runStageInProcess(${camel}, { argv: ['--root', root] });\n  expect(first.report.outcome).toBe('changed');\n  expect((await stat(path.join(root, 'var/lib/hare/setup'))).isDirectory()).toBe(true);\n` +
      `  const second = await runStageInProcess(${camel}, { argv: ['--root', root] });\n  expect(second.report.outcome).toBe('unchanged');\n});\n`,
  );
  tree.write(
    `${folder}/README.md`,
    `# @hare/stage-${kebab}\n\n${about.description}.\n\n    npm install @hare/stage-${kebab}\n    npx hare-stage-${kebab} --dry-run\n\n<!-- help -->\n<!-- /help -->\n\nExit codes: 0 success, 1 the stage found or met a problem, 2 wrong usage, 129/130/143 interrupted.\n`,
  );
}

module.exports = stageGenerator;
module.exports.default = stageGenerator;
