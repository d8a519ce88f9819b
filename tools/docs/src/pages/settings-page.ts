import {
  environmentName,
  settingDefault,
  settingKeys,
  settingMeanings,
  type SettingKey,
} from '@hare/stage';
import { block, cellCode, page, table } from '../render/markdown.js';

/** Every setting of the stages. */
export function settingsPage(): string {
  const keys = Object.keys(settingKeys) as SettingKey[];
  return page('Settings', [
    'What holds for a stage comes, in this order, from its flags, the environment, a settings file, and the defaults below. An empty variable counts as not set.',
    'The file is the one that `--settings FILE` names, else `hare_setup.yaml`, `.yml`, `.json` or `.toml` in `<prefix>/conf`, else in `/etc/hare`. It is data, never a program, and is never looked for in the current folder. A name that does not exist is refused with the nearest one. As root, a file is refused that others can write, or whose folders they can write.',
    table(
      ['setting', 'environment', 'default', 'meaning'],
      keys.map((key) => [
        cellCode(key),
        cellCode(environmentName(key)),
        defaultOf(key),
        settingMeanings[key].about,
      ]),
    ),
    'Times are written `90` (seconds), `90s`, `5m`, `1.5h`, `PT1H30M`; sizes `1048576`, `10M`; lists in the environment with blanks between their items. `--root DIR` stands before default paths, not before paths that are set here.',
    '## Example',
    block('yaml', [
      '# /etc/hare/hare_setup.yaml',
      'kv: consul://127.0.0.1:8500/',
      'timeouts:',
      '  bootstrap: 30m',
      'secrets:',
      '  extra: [iban]',
    ]),
    'The same for one call:',
    block('sh', [
      'HARE_KV=consul://127.0.0.1:8500/ HARE_TIMEOUTS_BOOTSTRAP=30m HARE_SECRETS_EXTRA=iban hare_setup init',
    ]),
  ]);
}

function defaultOf(key: SettingKey): string {
  const { kind, text } = settingDefault(key);
  return kind === 'value' ? cellCode(text) : text;
}
