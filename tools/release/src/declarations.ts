import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { exportedSources } from '../../workspace/manifests.mjs';
import type { WorkspacePackage } from './list-packages.js';

/**
 * Writes the types (`.d.ts`) of what packages export, each below what `placeOf` gives for it, as
 * their `exports` name them: `dist/index.d.ts`. One program makes them all, and takes it that
 * `npm run types` found nothing wrong.
 */
export function writeDeclarations(
  repository: string,
  packages: readonly WorkspacePackage[],
  placeOf: (each: WorkspacePackage) => string,
): void {
  const program = ts.createProgram(
    packages.flatMap(({ folder, manifest }) =>
      exportedSources(manifest).map(({ source }) => path.join(repository, folder, source)),
    ),
    compilerOptions(repository),
  );
  const owned = packages.map((each) => ({
    sources: `${path.join(repository, each.folder, 'src')}/`,
    target: path.join(placeOf(each), 'dist'),
  }));
  program.emit(undefined, (name, text, _mark, _onError, from = []) => {
    for (const { fileName } of from) {
      const owner = owned.find(({ sources }) => fileName.startsWith(sources));
      if (owner === undefined) continue;
      const folder = path.join(owner.target, path.dirname(fileName.slice(owner.sources.length)));
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, path.basename(name)), text);
    }
  });
}

function compilerOptions(repository: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.base.json'), (file) =>
    ts.sys.readFile(file),
  ) as { readonly config: { readonly compilerOptions: unknown } };
  return {
    ...ts.convertCompilerOptionsFromJson(config.compilerOptions, repository).options,
    customConditions: ['@hare/source'],
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
  };
}
