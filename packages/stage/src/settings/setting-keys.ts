/** What is known of a setting besides its value. */
export interface Setting {
  /** How its text is read from an environment variable. */
  readonly kind: 'text' | 'list' | 'switch' | 'number';
  /** What it means, for the docs. */
  readonly about: string;
  /** What happens without a default value. */
  readonly unset?: string;
}

const known = {
  hctl: {
    kind: 'text',
    about: 'path of the command hctl',
    unset: '`hctl` on PATH, else `<prefix>/bin/hctl`',
  },
  kv: {
    kind: 'text',
    about: 'ConfStore URL of the KV',
    unset:
      'the KV that config recorded, else the Consul in CONSUL_HTTP_ADDR, else the one at 127.0.0.1:8500 if it runs',
  },
  varDir: {
    kind: 'text',
    about: 'directory of the cluster description and the generated configuration',
  },
  stateDir: { kind: 'text', about: 'directory of the state files of the stages' },
  logDir: { kind: 'text', about: 'directory of `setup.log`' },
  prefix: { kind: 'text', about: 'installation directory of Hare' },
  packages: {
    kind: 'list',
    about: 'packages that post_install and upgrade require: `NAME` or `NAME>=VERSION`',
  },
  packageManager: {
    kind: 'text',
    about: '`rpm` or `dpkg`',
    unset: 'rpm if its database contains any package, else dpkg',
  },
  'rpm.dbpath': { kind: 'text', about: 'directory of the rpm database', unset: "the system's" },
  'consul.binary': { kind: 'text', about: 'path of the command consul' },
  'consul.version': { kind: 'text', about: 'supported versions of Consul' },
  node: {
    kind: 'text',
    about: 'name of this node in the ConfStore',
    unset: 'by machine-id, then host name',
  },
  'cluster.clients': {
    kind: 'text',
    about:
      '`expected`: test only warns about stopped S3 clients; `required`: test fails, and init waits for them',
  },
  'devices.allowFiles': { kind: 'switch', about: 'allow files as devices, for tests' },
  'timeouts.status': { kind: 'text', about: 'time limit of `hctl status`' },
  'timeouts.bootstrap': {
    kind: 'text',
    about: 'time limit of `hctl bootstrap`, until all services are started',
  },
  'timeouts.shutdown': { kind: 'text', about: 'time limit of `hctl shutdown`' },
  'timeouts.facts': { kind: 'text', about: 'how long config waits for facts from other nodes' },
  'timeouts.lock': {
    kind: 'text',
    about: 'how long a stage waits for another one; `--wait` overrides it',
  },
  'log.maxBytes': { kind: 'number', about: 'size at which the log is rotated' },
  'log.files': { kind: 'number', about: 'number of log files to keep' },
  'secrets.extra': { kind: 'list', about: 'additional names of keys whose values are masked' },
  'doctor.ignore': { kind: 'list', about: 'codes of findings that doctor ignores' },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof known;

/** Every setting as `a.b`. */
export const settingKeys: Readonly<Record<SettingKey, Setting>> = known;

/** The environment variable of a setting: `devices.allowFiles` → `HARE_DEVICES_ALLOW_FILES`. */
export function environmentName(key: string): string {
  return `HARE_${key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('.', '_')
    .toUpperCase()}`;
}

/** What a settings file says, by the names of settings. */
export function flat(data: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([inner, each]: [string, unknown]) => [
            `${name}.${inner}`,
            each,
          ])
        : [[name, value]],
    ),
  );
}
