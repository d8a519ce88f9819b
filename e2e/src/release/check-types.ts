import path from 'node:path';
import ts from 'typescript';
import { inRepository } from '../run-bin.js';

const strict: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  typeRoots: [inRepository('node_modules/@types')],
  skipLibCheck: false,
  noEmit: true,
};

/** Files of this repository: the same for every program. */
const shared = new Map<string, ts.SourceFile | undefined>();

/**
 * What `tsc --strict` says about a file and the declarations of all that it imports; only
 * `@types/node` comes from this repository. With `fromSources` our packages do too, and only the
 * file is checked: `npm run types` checks the rest.
 */
export function checkTypes(
  file: string,
  { fromSources = false }: { readonly fromSources?: boolean } = {},
): readonly string[] {
  const options = { ...strict, customConditions: fromSources ? ['@hare/source'] : [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (!name.startsWith(inRepository(''))) return read(name, ...rest);
    if (!shared.has(name)) shared.set(name, read(name, ...rest));
    return shared.get(name);
  };
  host.getCurrentDirectory = () => path.dirname(file);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program, fromSources ? program.getSourceFile(file) : undefined)
    .map(
      ({ file: place, messageText }) =>
        `${place?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
