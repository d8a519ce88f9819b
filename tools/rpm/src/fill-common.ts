import path from 'node:path';
import { renderManuals } from '@hare/docs';
import { defaultSettings } from '@hare/stage';
import { logrotateText } from '@hare/stage-post-install';
import { bins } from './bins.js';
import { renderCompletions } from './completions.js';
import { outputOfBin } from './output-of-bin.js';
import { repository } from '../../workspace/manifests.mjs';
import { prefix, type Tree } from './tree.js';

/**
 * What both packages contain besides their programs: setup.yaml, support.yaml, logrotate's file,
 * manual pages, completions, licence texts.
 */
export async function fillCommon(
  tree: Tree,
  epochSeconds: number,
  thirdParty: string,
): Promise<void> {
  tree.put('conf/setup.yaml', outputOfBin('hare_setup', ['setup-yaml', '--prefix', prefix]));
  tree.put(
    'conf/support.yaml',
    outputOfBin('hare_setup', ['setup-yaml', '--support', '--prefix', prefix]),
  );
  tree.put('conf/logrotate/hare', logrotateText(defaultSettings.logDir));
  for (const { file, text } of await renderCompletions()) tree.put(file, text);
  const names = new Set(bins.map(({ name }) => name));
  const date = new Date(epochSeconds * 1000).toISOString().slice(0, 10);
  for (const { file, text } of await renderManuals(date)) {
    if (names.has(path.basename(file).replace(/\.\d$/, '')))
      tree.put(path.join('share/man', file), text);
  }
  tree.copy('share/licenses/hare_setup/LICENSE', path.join(repository, 'LICENSE'));
  tree.put('share/licenses/hare_setup/THIRD-PARTY', thirdParty);
}
