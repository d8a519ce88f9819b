import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { renderManuals } from '@hare/docs';
import { defaultSettings } from '@hare/stage';
import { logrotateText } from '@hare/stage-post-install';
import { bins } from './bins.js';
import { repository } from '../../workspace/manifests.mjs';
import { prefix, type Tree } from './tree.js';

/** Where each shell looks for completions below a `share` folder. */
const completions = [
  { shell: 'bash', file: (name: string) => `share/bash-completion/completions/${name}` },
  { shell: 'zsh', file: (name: string) => `share/zsh/site-functions/_${name}` },
  { shell: 'fish', file: (name: string) => `share/fish/vendor_completions.d/${name}.fish` },
] as const;

/**
 * What both packages hold beside their programs: setup.yaml, support.yaml, logrotate's file, manual
 * pages, completions, licence texts.
 */
export async function fillCommon(
  tree: Tree,
  epochSeconds: number,
  thirdParty: string,
): Promise<void> {
  tree.put('conf/setup.yaml', output('hare_setup', ['setup-yaml', '--prefix', prefix]));
  tree.put(
    'conf/support.yaml',
    output('hare_setup', ['setup-yaml', '--support', '--prefix', prefix]),
  );
  tree.put('conf/logrotate/hare', logrotateText(defaultSettings.logDir));
  for (const { name, folder, completes } of bins) {
    if (completes)
      for (const { shell, file } of completions)
        tree.put(file(name), output(folder, ['completion', shell]));
  }
  const names = new Set(bins.map(({ name }) => name));
  const date = new Date(epochSeconds * 1000).toISOString().slice(0, 10);
  for (const { file, text } of await renderManuals(date)) {
    if (names.has(path.basename(file).replace(/\.\d$/, '')))
      tree.put(path.join('share/man', file), text);
  }
  tree.copy('share/licenses/hare_setup/LICENSE', path.join(repository, 'LICENSE'));
  tree.put('share/licenses/hare_setup/THIRD-PARTY', thirdParty);
}

/** What a built bin prints. */
function output(folder: string, args: readonly string[]): string {
  return execFileSync(
    process.execPath,
    [path.join(repository, 'packages', folder, 'dist/bin.js'), ...args],
    { encoding: 'utf8' },
  );
}
