import { describe, expect, test } from 'vitest';
import type { ConfValue } from '../../conf-store.js';
import { toPlain } from '../../document/conf-value.js';
import { memoryPlace } from '../../store/document-place.js';
import { Document } from '../../store/document.js';
import { FlatDocument } from '../../store/flat-document.js';
import { FlatStore } from '../../store/flat-store.js';
import type { DocumentFormat } from '../document-format.js';
import { envFormat, iniFormatFor } from './lines-format.js';

async function open(
  format: DocumentFormat,
  text: string,
): Promise<{ readonly store: FlatStore; readonly text: () => string }> {
  const document = await Document.open(format, memoryPlace(text, 'ini:x'), {
    create: true,
    delimiter: '>',
  });
  if (format.flat === undefined) throw new Error('not flat');
  const backend = new FlatDocument('ini:x', document, format.flat, '>');
  return { store: new FlatStore(backend, '>', true), text: () => document.text };
}

async function entries(format: DocumentFormat, text: string): Promise<Record<string, ConfValue>> {
  const { store } = await open(format, text);
  const keys = await store.keys();
  return Object.fromEntries<ConfValue>(
    await Promise.all(
      keys.map(async (key): Promise<[string, ConfValue]> => [key, await store.get(key)]),
    ),
  );
}

const gitText = `[core]
\tbare
\tpager = less -x2 # inline
[remote "origin"] ; own
\turl = "https://x/#1"
\tfetch = +a
\tfetch = \\
+b
[alias]
\tst = "status \\"x\\"\\n"
`;
const unitText = `[Unit]
Description=x
[Service]
ExecStart=/bin/a \\
# between
  -b
Environment=A=1
Environment=B=2
[Unit]
After=y
`;
const peers =
  '[Interface]\nAddress = a # c\n[Peer]\nKey = 1\nIPs = x\nIPs = y\n\n[Peer]\nKey = 2\n';

describe('what is read', () => {
  test.each([
    [
      'git',
      gitText,
      {
        'core>bare': 'true',
        'core>pager': 'less -x2',
        'remote>origin>url': 'https://x/#1',
        'remote>origin>fetch[0]': '+a',
        'remote>origin>fetch[1]': '+b',
        'alias>st': 'status "x"\n',
      },
    ],
    [
      'systemd',
      unitText,
      {
        'Unit>Description': 'x',
        'Unit>After': 'y',
        'Service>ExecStart': '/bin/a  -b',
        'Service>Environment[0]': 'A=1',
        'Service>Environment[1]': 'B=2',
      },
    ],
    [
      'wireguard',
      peers,
      {
        'Interface>Address': 'a',
        'Peer[0]>Key': '1',
        'Peer[0]>IPs[0]': 'x',
        'Peer[0]>IPs[1]': 'y',
        'Peer[1]>Key': '2',
      },
    ],
    [
      'mycnf',
      '!includedir /etc/x\n[mysqld]\nskip-networking # c\nport=3306\nsql = "a#b" # c\n',
      { 'mysqld>skip-networking': '', 'mysqld>port': '3306', 'mysqld>sql': 'a#b' },
    ],
    [
      'editorconfig',
      'root = true\n[*.{js,py}]\nindent_size = 2\n',
      { root: 'true', '*.{js,py}>indent_size': '2' },
    ],
  ])('%s', async (flavour, text, expected) => {
    expect(await entries(iniFormatFor('x', flavour), text)).toEqual(expected);
  });

  test.each([
    ['/root/.gitconfig', 'a>b', '[a]\nb\n', 'true'],
    ['/x/.git/config', 'a>b', '[a]\nb = "c"\n', 'c'],
    ['/etc/systemd/system/x.service', 'a>b[1]', '[a]\nb=1\nb=2\n', '2'],
    ['/etc/systemd/network/x.network', 'a[1]>b', '[a]\nb=1\n[a]\nb=2\n', '2'],
    ['/etc/wireguard/wg0.conf', 'a[1]>b', '[a]\nb=1\n[a]\nb=2\n', '2'],
    ['/x/.editorconfig', 'root', 'root=true\n', 'true'],
    ['/etc/mysql/conf.d/a.cnf', 'a>b', '[a]\nb="c"\n', 'c'],
    ['/etc/app.ini', 'a>b', '[a]\nb="c"\n', '"c"'],
  ])('%s is recognised by its name', async (path, key, text, value) => {
    const { store } = await open(iniFormatFor(path), text);
    expect(await store.get(key)).toBe(value);
  });

  test('an unknown flavour is refused with those that are known', () => {
    expect(() => iniFormatFor('x', 'nope')).toThrow(
      expect.objectContaining({
        code: 'CONFSTORE_URL',
        hint: expect.stringContaining('systemd') as string,
      }),
    );
  });
});

describe('an edit changes only its place', () => {
  test.each([
    ['git', gitText, 'core>bare', 'false', gitText.replace('bare', 'bare = false')],
    ['git', gitText, 'core>pager', 'a;b', gitText.replace('less -x2 #', '"a;b" #')],
    ['git', gitText, 'remote>origin>fetch[1]', '+c', gitText.replace('\\\n+b', '+c')],
    ['git', gitText, 'remote>origin>fetch[2]', '+c', gitText.replace('+b\n', '+b\n\tfetch = +c\n')],
    ['git', gitText, 'remote>origin>x', '', gitText.replace('+b\n', '+b\n\tx = ""\n')],
    ['git', '', 'remote>a"b>url', 'u', '[remote "a\\"b"]\nurl = u\n'],
    ['git', '[a] b = 1\n', 'a>b', '2', '[a] b = 2\n'],
    [
      'systemd',
      unitText,
      'Service>ExecStart',
      '/bin/c',
      unitText.replace('/bin/a \\\n', '/bin/c\n').replace('  -b\n', ''),
    ],
    [
      'systemd',
      unitText,
      'Service>Environment[2]',
      'C=3',
      unitText.replace('B=2\n', 'B=2\nEnvironment=C=3\n'),
    ],
    [
      'systemd',
      unitText,
      'Unit>Description[1]',
      'y',
      unitText.replace('x\n', 'x\nDescription=y\n'),
    ],
    ['wireguard', peers, 'Peer[1]>Key', '3', peers.replace('Key = 2', 'Key = 3')],
    ['wireguard', peers, 'Peer[2]>Key', '3', `${peers}\n[Peer]\nKey = 3\n`],
    ['wireguard', peers, 'Interface>Address', 'b', peers.replace('= a #', '= b #')],
    ['mycnf', '[a]\nskip # c\n', 'a>skip', '1', '[a]\nskip = 1 # c\n'],
    ['mycnf', '[a]\nb=1\n', 'a>b', 'x#y', '[a]\nb="x#y"\n'],
    [
      'editorconfig',
      'root = true\n\n[*]\nx = 1\n',
      'root',
      'false',
      'root = false\n\n[*]\nx = 1\n',
    ],
    ['editorconfig', '[*]\nx = 1\n', 'root', 'true', 'root = true\n[*]\nx = 1\n'],
  ])('%s %#: set %s', async (flavour, text, key, value, expected) => {
    const { store, text: now } = await open(iniFormatFor('x', flavour), text);
    await store.update(() => store.set(key, value));
    expect(now()).toBe(expected);
    expect(await store.get(key)).toBe(value);
  });

  test.each([
    ['git', gitText, 'remote>origin>fetch[0]', gitText.replace('\tfetch = +a\n', '')],
    ['systemd', unitText, 'Service>Environment', unitText.replace(/Environment.*\n/g, '')],
    ['wireguard', peers, 'Peer[0]', peers.replace('[Peer]\nKey = 1\nIPs = x\nIPs = y\n', '')],
    ['git', gitText, 'remote', gitText.replace(/\[remote[^]*\+b\n/, '')],
  ])('%s: delete %s', async (flavour, text, key, expected) => {
    const { store, text: now } = await open(iniFormatFor('x', flavour), text);
    await store.update(() => store.delete(key, { force: true }));
    expect(now()).toBe(expected);
  });

  test('a name that occurs several times is not set as a whole, nor one far behind', async () => {
    const { store } = await open(iniFormatFor('x', 'systemd'), unitText);
    for (const key of ['Service>Environment', 'Service>Environment[7]'])
      await expect(store.set(key, 'x')).rejects.toMatchObject({ code: 'PATH_BLOCKED' });
  });
});

describe('env', () => {
  const text = `# c
export A=1 # own
B='it''s'
C="a\\n\\"b\\" \\$x"
D='two
lines' # c
E=a#b
F=
G = spaced
`;

  test('quotes, export, comments', async () => {
    const format = envFormat;
    expect(await entries(format, text.replace("'it''s'", "'its'"))).toEqual({
      A: '1',
      B: 'its',
      C: 'a\n"b" $x',
      D: 'two\nlines',
      E: 'a#b',
      F: '',
      G: 'spaced',
    });
  });

  test.each([
    ['A', '2', 'A=2'],
    ['A', 'a b', "A='a b'"],
    ['A', "it's $5", 'A="it\'s \\$5"'],
    ['A', 'a\nb', "A='a\nb'"],
  ])('%s = %j', async (name, value, expected) => {
    const { store, text: now } = await open(envFormat, 'export A=1 # own\n');
    await store.update(() => store.set(name, value));
    expect(now()).toBe(`export ${expected} # own\n`);
    expect(await store.get(name)).toBe(value);
  });

  test.each([
    ['A="x\n', 'SYNTAX'],
    ["A='x' y\n", 'SYNTAX'],
    ['A\n', 'SYNTAX'],
  ])('%j is refused', async (bad, code) => {
    await expect(open(envFormat, bad)).rejects.toMatchObject({ code });
  });

  test('names that no shell knows, and several names, are refused', async () => {
    const { store } = await open(envFormat, '');
    await expect(store.set('a b', 'x')).rejects.toMatchObject({ code: 'VALUE_NOT_HELD' });
    await expect(store.set('a>b', 'x')).rejects.toMatchObject({ code: 'KEY_SHAPE' });
    expect(toPlain(await store.data())).toEqual({});
  });
});

test.each(['s >k', 's\t>u>k', 's]>k', 's]x>u>k', 'a""b>k', '"s""t">k'])(
  'git has no section for %j: refused when it is set',
  async (key) => {
    const { store, text } = await open(iniFormatFor('a', 'git'), '');
    await expect(store.set(key, 'v')).rejects.toMatchObject({ code: 'VALUE_NOT_HELD' });
    await store.set(' s>u ]"x\\>k', 'v');
    await store.save();
    expect(text()).toBe('[ s "u ]\\"x\\\\"]\nk = v\n');
    expect(await entries(iniFormatFor('a', 'git'), text())).toEqual({ ' s>u ]"x\\>k': 'v' });
  },
);
