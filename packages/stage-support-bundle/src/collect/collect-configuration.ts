import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { journalFile, type StageContext } from '@hare/stage';
import { isSettingsName, savedStateFiles } from '@hare/backup';
import { listOwnedConfigFiles } from '@hare/footprint';
import { putText, type Bundle } from '../bundle.js';
import { putFile } from './put-file.js';

/** The effective settings, and the files they come from. */
export async function collectSettings(bundle: Bundle, context: StageContext): Promise<void> {
  const { settings, places, root, node, configUrl, kvUrl } = context;
  await putText(
    bundle,
    'settings.json',
    'the settings of this run',
    `${JSON.stringify(bundle.masker.data({ settings, places, root, node, configUrl, kvUrl }), undefined, 2)}\n`,
    context.now(),
  );
  for (const [name, folder] of [
    ['prefix-conf', path.join(places.prefix, 'conf')],
    ['etc-hare', context.path('/etc/hare')],
  ] as const) {
    for (const file of (await readdir(folder).catch(() => [])).filter(isSettingsName))
      await putFile(bundle, `settings/${name}/${file}`, path.join(folder, file));
  }
}

/** What the stages remember, and the history of their runs. */
export async function collectState(bundle: Bundle, { places }: StageContext): Promise<void> {
  for (const name of savedStateFiles)
    await putFile(bundle, `state/${name}`, path.join(places.stateDir, name));
  for (const file of [journalFile(places), path.join(places.stateDir, 'journal.1.jsonl')])
    await putFile(bundle, `history/${path.basename(file)}`, file);
}

/** CDF and generated configuration. */
export async function collectConfiguration(
  bundle: Bundle,
  { places }: StageContext,
): Promise<void> {
  const { cdf, generated } = await listOwnedConfigFiles(places);
  for (const file of cdf)
    await putFile(
      bundle,
      `configuration/${file === places.cdfFile ? 'cluster.yaml' : `elsewhere/${path.basename(file)}`}`,
      file,
    );
  for (const name of generated)
    await putFile(bundle, `configuration/${name}`, path.join(places.varDir, name));
}
