import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../settings.js';
import { loadSettings, type LoadedSettings } from './load-settings.js';
import { environmentName, settingKeys } from './setting-keys.js';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'hare-settings-'));
  return () => rm(root, { recursive: true });
});

async function file(name: string, text: string): Promise<string> {
  const whole = path.join(root, name);
  await mkdir(path.dirname(whole), { recursive: true });
  await writeFile(whole, text);
  return whole;
}

const load = (
  env: Readonly<Record<string, string>> = {},
  named?: string,
  asRoot = false,
): Promise<LoadedSettings> => loadSettings({ env, file: named, root, asRoot });

test('without file and environment, the defaults hold', async () => {
  expect(await load()).toEqual({ settings: defaultSettings, given: new Set() });
});

describe('a settings file is read', () => {
  test.each([
    [
      'hare_setup.yaml',
      'varDir: /data\ntimeouts:\n  status: 5m # slow\ndevices: {allowFiles: true}\n',
    ],
    ['hare_setup.yml', 'varDir: /data\ntimeouts: {status: 300}\ndevices: {allowFiles: true}\n'],
    [
      'hare_setup.json',
      '{"varDir": "/data", "timeouts": {"status": "300s"}, "devices": {"allowFiles": true}}',
    ],
    ['hare_setup.toml', 'varDir = "/data"\ndevices.allowFiles = true\n[timeouts]\nstatus = "5m"\n'],
  ])('as %s, with --settings and in both folders', async (name, text) => {
    const places = [`opt/seagate/cortx/hare/conf/${name}`, `etc/hare/${name}`];
    const named = await file(`elsewhere/my-${name}`, text);
    for (const place of [...places, undefined]) {
      const written = place === undefined ? undefined : await file(place, text);
      const { settings, given } = await load({}, written === undefined ? named : undefined);
      expect(settings).toEqual({
        ...defaultSettings,
        varDir: '/data',
        timeouts: { ...defaultSettings.timeouts, status: 300_000 },
        devices: { allowFiles: true },
      });
      expect([...given].sort()).toEqual(['devices.allowFiles', 'timeouts.status', 'varDir']);
      if (written !== undefined) await rm(written);
    }
  });

  test('from the prefix rather than from /etc, and from the prefix that the environment names', async () => {
    await file('etc/hare/hare_setup.yaml', 'node: etc\n');
    expect((await load()).settings.node).toBe('etc');
    await file('opt/seagate/cortx/hare/conf/hare_setup.toml', 'node = "prefix"\n');
    expect((await load()).settings.node).toBe('prefix');
    await file('mine/conf/hare_setup.json', '{"node": "mine"}');
    expect((await load({ HARE_PREFIX: path.join(root, 'mine') })).settings.node).toBe('mine');
  });

  test.each(['', '\n# nothing yet\n'])('and may hold nothing: %j', async (text) => {
    expect((await load({}, await file('a.yaml', text))).settings).toEqual(defaultSettings);
  });
});

test('the environment wins over the file, key by key', async () => {
  const named = await file('a.yaml', 'timeouts: {status: 1, bootstrap: 2}\npackages: [a]\n');
  const { settings } = await load(
    {
      HARE_TIMEOUTS_STATUS: '90',
      HARE_PACKAGES: 'x, y z',
      HARE_DEVICES_ALLOW_FILES: 'yes',
      HARE_LOG_FILES: '3',
      HARE_LOG_MAX_BYTES: '1M',
      HARE_NODE: '',
    },
    named,
  );
  expect(settings.timeouts).toMatchObject({ status: 90_000, bootstrap: 2000 });
  expect(settings).toMatchObject({
    packages: ['x', 'y', 'z'],
    devices: { allowFiles: true },
    log: { maxBytes: 1024 * 1024, files: 3 },
    node: undefined,
  });
});

test('every setting has its variable', () => {
  expect(environmentName('devices.allowFiles')).toBe('HARE_DEVICES_ALLOW_FILES');
  expect(environmentName('rpm.dbpath')).toBe('HARE_RPM_DBPATH');
  expect(new Set(Object.keys(settingKeys).map(environmentName)).size).toBe(
    Object.keys(settingKeys).length,
  );
});

interface Wrong {
  readonly code: string;
  readonly message?: string;
  readonly line?: number;
  readonly column?: number;
  readonly hint?: unknown;
}

describe('what is wrong is refused with its place:', () => {
  test.each<readonly [string, string, Wrong]>([
    [
      'a.yaml',
      'varDir: /a\ntimeout:\n  status: 1\n',
      {
        code: 'SETTINGS_UNKNOWN_KEY',
        message: 'unknown setting timeout',
        line: 2,
        column: 1,
        hint: expect.stringMatching(/^did you mean timeouts\./),
      },
    ],
    [
      'a.yaml',
      'timeouts:\n  statsu: 1\n',
      {
        code: 'SETTINGS_UNKNOWN_KEY',
        message: 'unknown setting timeouts.statsu',
        line: 2,
        column: 3,
        hint: 'did you mean timeouts.status?',
      },
    ],
    [
      'a.json',
      '{\n  "hclt": "/x"\n}',
      {
        code: 'SETTINGS_UNKNOWN_KEY',
        message: 'unknown setting hclt',
        line: 2,
        column: 3,
        hint: 'did you mean hctl?',
      },
    ],
    [
      'a.toml',
      '[timeouts]\nstatus = "5m"\n\n[device]\nallowFiles = true\n',
      {
        code: 'SETTINGS_UNKNOWN_KEY',
        message: 'unknown setting device',
        line: 4,
        column: 1,
        hint: 'did you mean devices.allowFiles?',
      },
    ],
    [
      'a.toml',
      '[timeouts]\n  status = "soon"\n',
      {
        code: 'SETTINGS_WRONG_VALUE',
        message: 'setting timeouts.status is "soon", must be a time: 90, 90s, 5m',
        line: 2,
        column: 3,
      },
    ],
    [
      'a.yaml',
      'devices:\n  allowFiles: "yes"\n',
      {
        code: 'SETTINGS_WRONG_VALUE',
        message: 'setting devices.allowFiles is "yes", must be true or false',
        line: 2,
        column: 3,
      },
    ],
    [
      'a.yaml',
      'varDir: relative\n',
      {
        code: 'SETTINGS_WRONG_VALUE',
        message: 'setting varDir is "relative", must be an absolute path',
        line: 1,
      },
    ],
    [
      'a.yaml',
      '$import: /etc/passwd.yaml\n',
      { code: 'SETTINGS_UNKNOWN_KEY', message: 'unknown setting $import', line: 1 },
    ],
    ['a.yaml', 'a: [1\nb: 2\n', { code: 'SETTINGS_SYNTAX', line: 2 }],
    ['a.json', '{"node": "x",}', { code: 'SETTINGS_SYNTAX', line: 1 }],
    ['a.json', '{node: x}', { code: 'SETTINGS_SYNTAX', line: 1 }],
    ['a.toml', 'node = \n', { code: 'SETTINGS_SYNTAX', line: 1 }],
    ['a.yaml', '- a\n- b\n', { code: 'SETTINGS_WRONG_VALUE' }],
    ['a.yaml', 'just text\n', { code: 'SETTINGS_WRONG_VALUE' }],
  ])('%s with %j', async (name, text, { line, column, ...expected }) => {
    const named = await file(name, text);
    const where = expect.objectContaining({
      file: named,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    }) as unknown;
    await expect(load({}, named)).rejects.toMatchObject(
      line === undefined ? expected : { ...expected, where },
    );
  });

  test('all findings at once, those of the environment with the variable', async () => {
    const named = await file('a.yaml', 'nod: x\nvarDir: 7\n');
    const error: unknown = await load({ HARE_LOG_FILES: 'many' }, named).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'SETTINGS_INVALID', message: '3 settings are wrong' });
    expect(
      (
        error as {
          readonly problems: readonly { readonly message: string; readonly where: unknown }[];
        }
      ).problems.map(({ message, where }) => [message, where]),
    ).toEqual([
      ['setting varDir is 7, must be an absolute path', { file: named, line: 2, column: 1 }],
      ['unknown setting nod', { file: named, line: 1, column: 1 }],
      [
        'setting log.files is "many", must be a whole number from 1 to 1000',
        { key: 'HARE_LOG_FILES' },
      ],
    ]);
  });

  test('a named file that is not there', async () => {
    await expect(load({}, path.join(root, 'no.yaml'))).rejects.toMatchObject({
      code: 'SETTINGS_FILE_MISSING',
      exitCode: 2,
    });
  });

  test.each(['config.js', 'config.ts', 'config.mjs', 'config.cjs', 'config'])(
    'a program or unknown format: %s',
    async (name) => {
      await expect(load({}, await file(name, 'throw new Error("was run")'))).rejects.toMatchObject({
        code: 'SETTINGS_FORMAT_UNKNOWN',
        exitCode: 2,
      });
    },
  );
});

test("cosmiconfig's own configuration in the current folder is not run", async () => {
  const marker = path.join(root, 'was-run');
  await file(
    'cwd/.config/config.js',
    `require('node:fs').writeFileSync(${JSON.stringify(marker)}, ''); module.exports = {};`,
  );
  await file('cwd/hare_setup.yaml', 'node: cwd\n');
  await file('etc/hare/hare_setup.yaml', 'node: etc\n');
  const before = process.cwd();
  process.chdir(path.join(root, 'cwd'));
  onTestFinished(() => process.chdir(before));
  expect((await load()).settings.node).toBe('etc');
  expect(process.cwd()).toBe(await realpath(path.join(root, 'cwd')));
  expect(existsSync(marker)).toBe(false);
  // That it would be by the usual call is why it is made elsewhere.
  const { cosmiconfig } = await import('cosmiconfig');
  cosmiconfig('hare_setup');
  await expect.poll(() => existsSync(marker)).toBe(true);
});

test('aliases that would make the settings endless are refused, with the file', async () => {
  const lines = Array.from({ length: 9 }, (_, at) => {
    const below = Array<string>(9).fill(`*a${at}`);
    return `a${at + 1}: &a${at + 1} [${below.join(', ')}]`;
  });
  const named = await file('a.yaml', ['a0: &a0 [x]', ...lines].join('\n'));
  await expect(load({}, named)).rejects.toMatchObject({
    code: 'SETTINGS_SYNTAX',
    where: { file: named },
  });
});

test('a second document in the settings is refused', async () => {
  const named = await file('a.yaml', 'node: a\n---\nnode: b\n');
  await expect(load({}, named)).rejects.toMatchObject({
    code: 'SETTINGS_SYNTAX',
    where: { file: named },
  });
});

test('settings are read also where the current folder is gone, which stays the current one', async () => {
  await file('etc/hare/hare_setup.yaml', 'node: etc\n');
  const before = process.cwd();
  const gone = path.join(root, 'gone');
  await mkdir(gone);
  process.chdir(gone);
  onTestFinished(() => process.chdir(before));
  await rm(gone, { recursive: true });
  expect((await load()).settings.node).toBe('etc');
  expect(() => process.cwd()).toThrow('ENOENT');
});

test('as root, a settings file that others can write is refused', async () => {
  const named = await file('open/a.yaml', 'node: x\n');
  await chmod(named, 0o666);
  await expect(load({}, named, true)).rejects.toMatchObject({ code: 'SETTINGS_NOT_TRUSTED' });
  expect((await load({}, named, false)).settings.node).toBe('x');
});
