import { format } from 'prettier';
import { announcedStages, manifestWithStages, stagesText } from './announced-stages.mjs';

const hareSetup = 'packages/hare_setup/package.json';

/** The stages that the packages of a repository announce; it is a disk or a tree of Nx. */
export function stagesOf({ folders, exists, read }) {
  const files = folders.map((folder) => `packages/${folder}/package.json`).filter(exists);
  return announcedStages(files.map((file) => JSON.parse(read(file))));
}

/** What follows from the announced stages: the texts of files, by path. */
export async function stageFiles(repository) {
  const stages = stagesOf(repository);
  const style = JSON.parse(repository.read('.prettierrc.json'));
  const manifest = manifestWithStages(JSON.parse(repository.read(hareSetup)), stages);
  return new Map([
    [
      'packages/hare_setup/src/stages.ts',
      await format(stagesText(stages), { ...style, parser: 'typescript' }),
    ],
    [hareSetup, `${JSON.stringify(manifest, null, 2)}\n`],
  ]);
}
