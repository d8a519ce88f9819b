import type { ExplainedCode } from './catalogues.js';
import { listPackages } from './repository.js';

/**
 * The codes of a stage's page: its own, then those of the packages whose steps it uses (they are
 * built on `@hare/stage` as it is).
 */
export function codesOfStage(
  folder: string,
  catalogue: readonly ExplainedCode[],
): readonly ExplainedCode[] {
  const packages = listPackages();
  const stage = packages.find((manifest) => manifest.folder === folder);
  if (stage === undefined) throw new Error(`there is no package in packages/${folder}`);
  const parts = packages.filter(
    ({ name, dependencies }) => name in stage.dependencies && '@hare/stage' in dependencies,
  );
  return [stage, ...parts].flatMap(({ name }) =>
    catalogue.filter(({ packageName }) => packageName === name),
  );
}
