/** Every setting as `a.b`, with how its text is read from an environment variable. */
export const settingKeys = {
  hctl: 'text',
  kv: 'text',
  varDir: 'text',
  stateDir: 'text',
  logDir: 'text',
  prefix: 'text',
  packages: 'list',
  packageManager: 'text',
  'rpm.dbpath': 'text',
  'consul.binary': 'text',
  'consul.version': 'text',
  node: 'text',
  'cluster.clients': 'text',
  'devices.allowFiles': 'switch',
  'timeouts.status': 'text',
  'timeouts.bootstrap': 'text',
  'timeouts.shutdown': 'text',
  'timeouts.facts': 'text',
  'timeouts.lock': 'text',
  'log.maxBytes': 'number',
  'log.files': 'number',
  'secrets.extra': 'list',
} as const satisfies Readonly<Record<string, 'text' | 'list' | 'switch' | 'number'>>;

export type SettingKey = keyof typeof settingKeys;

/** The environment variable of a setting: `devices.allowFiles` → `HARE_DEVICES_ALLOW_FILES`. */
export function environmentName(key: string): string {
  return `HARE_${key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('.', '_')
    .toUpperCase()}`;
}
