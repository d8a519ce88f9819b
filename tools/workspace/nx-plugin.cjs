/**
 * What Nx does with a workspace: one that has a tsup.config.ts is built, one that has a
 * vitest.config.ts is tested. As npm scripts each task would start two more programs than it needs.
 */
const { existsSync } = require('node:fs');
const path = require('node:path');

const tasks = [
  { target: 'build', configuration: 'tsup.config.ts', command: 'tsup' },
  { target: 'test', configuration: 'vitest.config.ts', command: 'vitest run' },
];

/** The targets of the workspace in a folder of the repository, by name. */
function targetsOf(folder, root) {
  return Object.fromEntries(
    tasks.flatMap(({ target, configuration, command }) =>
      existsSync(path.join(root, folder, configuration))
        ? [[target, { command, options: { cwd: folder } }]]
        : [],
    ),
  );
}

exports.targetsOf = targetsOf;

exports.createNodesV2 = [
  '{packages/*,tools/*,e2e}/package.json',
  (manifests, _, { workspaceRoot }) =>
    manifests.map((manifest) => {
      const root = path.dirname(manifest);
      return [manifest, { projects: { [root]: { targets: targetsOf(root, workspaceRoot) } } }];
    }),
];
