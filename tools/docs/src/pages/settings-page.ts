import { settingDefault } from 'hare_setup';
import { environmentName, settingKeys, type SettingKey } from '@hare/stage';
import { block, cellCode, page, table } from '../render/markdown.js';

/** Every setting of the stages. */
export function settingsPage(): string {
  const keys = Object.keys(settingKeys) as SettingKey[];
  return page('Settings', [
    'A stage takes each setting from the first of these that has it: its options, the environment, a settings file, the defaults below. An empty variable counts as not set.',
    'The settings file is the one in `--settings FILE`, else `hare_setup.yaml`, `.yml`, `.json` or `.toml` in `<prefix>/conf`, else in `/etc/hare`. It is data, never a program, and never read from the current directory. An unknown name is an error that suggests the nearest one. As root, a stage refuses a settings file if other users can write it or a directory above it.',
    table(
      ['setting', 'environment', 'default', 'meaning'],
      keys.map((key) => [
        cellCode(key),
        cellCode(environmentName(key)),
        defaultOf(key),
        settingKeys[key].about,
      ]),
    ),
    'Write times as `90` (seconds), `90s`, `5m`, `1.5h` or `PT1H30M`, sizes as `1048576` or `10M`, and lists in the environment with spaces between their items. `--root DIR` is the prefix of default paths, not of paths that are set here.',
    '## Example',
    block('yaml', [
      '# /etc/hare/hare_setup.yaml',
      'kv: consul://127.0.0.1:8500/',
      'timeouts:',
      '  bootstrap: 30m',
      'secrets:',
      '  extra: [iban]',
    ]),
    'The same for one command:',
    block('sh', [
      'HARE_KV=consul://127.0.0.1:8500/ HARE_TIMEOUTS_BOOTSTRAP=30m HARE_SECRETS_EXTRA=iban hare_setup init',
    ]),
  ]);
}

function defaultOf(key: SettingKey): string {
  const { kind, text } = settingDefault(key);
  return kind === 'value' ? cellCode(text) : text;
}
