/**
 * `npm run docs` (or `node tools/docs/api.mjs [DIR]`): a page for every way into a package, made by
 * typedoc from the comments in its sources, in docs/api, which is not committed. Ends with 1 when
 * typedoc warns about anything.
 */
import path from 'node:path';
import { Application } from 'typedoc';
import { load as writeMarkdown } from 'typedoc-plugin-markdown';
import { exportedSources, listWorkspaces, repository } from '../workspace/manifests.mjs';

/** What users may import, by source file: `@hare/stage/forecast`. */
const entries = new Map(
  listWorkspaces().flatMap(({ folder, manifest }) =>
    exportedSources(manifest).map(({ way, source }) => [
      path.join(repository, folder, source),
      path.posix.join(manifest.name, way),
    ]),
  ),
);

const out = path.resolve(process.argv[2] ?? path.join(repository, 'docs/api'));
const app = await Application.bootstrapWithPlugins({
  plugin: [writeMarkdown],
  entryPoints: [...entries.keys()],
  tsconfig: path.join(repository, 'tsconfig.json'),
  out,
  readme: 'none',
  name: 'Packages of hare_setup',
  outputFileStrategy: 'modules',
  disableSources: true,
  gitRevision: 'main',
  hidePageHeader: true,
  // Types are checked by `npm run types`.
  skipErrorChecking: true,
  logLevel: 'Warn',
  // Types that are used but not exported are described where they are used.
  validation: { notExported: false, invalidLink: true, notDocumented: false },
});
const project = await app.convert();
if (project === undefined) process.exit(1);
for (const module of project.children ?? []) {
  const name = entries.get(project.getSymbolIdFromReflection(module)?.fileName ?? '');
  if (name === undefined)
    throw new Error(`typedoc found a module that no package exports: ${module.name}`);
  module.name = name;
}
await app.generateOutputs(project);
console.log(`wrote ${entries.size} pages to ${out}`);
process.exitCode = app.logger.warningCount + app.logger.errorCount === 0 ? 0 : 1;
