import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { bin, call } from './call.js';

let dir: string;
const run = (...argv: readonly string[]): ReturnType<typeof call> => call(argv, { cwd: dir });
const file = (name: string): Promise<string> => readFile(path.join(dir, name), 'utf8');
const write = (name: string, text: string): Promise<void> => writeFile(path.join(dir, name), text);

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'command-'));
  await write(
    'a.yaml',
    '# top\nserver:\n  port: 80   # plain\n  host: h1\ntags: [x, "y"]\npassword: hunter2\n',
  );
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

describe('get', () => {
  test.each([
    [['server>port;tags;nope'], '[80, ["x", "y"], null]\n'],
    [['server>port;nope', ';d'], '[80, "d"]\n'],
    [['nope', 'd'], '["d"]\n'],
    [['server', '--raw'], '{"port":80,"host":"h1"}\n'],
    [['server>host', '--raw'], 'h1\n'],
    [['nope', '--raw'], '\n'],
    [['nope', 'd', '--raw'], 'd\n'],
    [['server', '-f', 'yaml'], '- port: 80\n  host: h1\n'],
    [['server;tags', '-f', 'toml'], 'tags = ["x", "y"]\n\n[server]\nport = 80\nhost = "h1"\n'],
    [['server.port', '--delimiter', '.'], '[80]\n'],
    [['server>host', '-o', 'raw'], 'h1\n'],
    [['server;tags', '-o', 'env'], "server_port='80'\nserver_host='h1'\ntags_0='x'\ntags_1='y'\n"],
    [['server>port;nope', '--strict', ';d'], '[80, "d"]\n'],
    [['tags', '-e', '-r'], '["x","y"]\n'],
    [['--', 'server>port'], '[80]\n'],
  ])('%j', async (args, stdout) => {
    expect(await run('yaml:a.yaml', 'get', ...args)).toEqual({ exit: 0, stdout, stderr: '' });
  });

  test.each([
    [['server>port;tags', '--raw']],
    [['a', 'd1;d2']],
    [['a;b', 'd']],
    [['a', 'b', 'c']],
    [['a', '-f', 'xml']],
    [['a', '--raw', '-f', 'json']],
    [['a;b', '-o', 'raw']],
    [['a', '--nonsense']],
    [[]],
  ])('refuses %j as wrong usage', async (args) => {
    const { exit, stdout, stderr } = await run('yaml:a.yaml', 'get', ...args);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^confstore: .+\n(.*\n)? {2}hint: /);
  });

  test('--strict refuses what is not there, and names what was probably meant', async () => {
    await write('null.json', '{"null": null, "list": []}');
    expect(await run('null.json', 'get', '-e', 'null;list')).toMatchObject({
      exit: 0,
      stdout: '[null, []]\n',
    });
    for (const [key, hint] of [
      ['server>prot', 'did you mean server>port'],
      ['sever', 'did you mean server'],
      ['tags[7]', 'did you mean tags'],
      ['entirely>else', 'get_keys lists the keys'],
    ] as const) {
      const strict = await run('a.yaml', 'get', `server>host;${key}`, '--strict');
      expect([strict.exit, strict.stdout]).toEqual([1, '']);
      expect(strict.stderr).toContain(hint);
      expect(strict.stderr).toContain('KEY_MISSING');
    }
  });

  test('a missing file is an error, and made only with --create', async () => {
    expect(await run('json:new.json', 'get', 'a')).toMatchObject({ exit: 1, stdout: '' });
    expect(await readdir(dir)).toEqual(['a.yaml']);
    expect(await run('json:new.json', 'get', 'a', '--create')).toMatchObject({
      exit: 0,
      stdout: '[null]\n',
    });
    expect(await file('new.json')).toBe('{}\n');
  });

  test('texts of a dir store are typed only when that is asked', async () => {
    await run(`dir:d`, 'set', 'n=5');
    expect((await run('dir:d', 'get', 'n')).stdout).toBe('["5"]\n');
    expect((await run('dir:d', 'get', 'n', '--typed')).stdout).toBe('[5]\n');
  });
});

describe('set', () => {
  test('changes only what is set', async () => {
    expect(await run('yaml:a.yaml', 'set', 'server>port=81;tags[2]=z')).toEqual({
      exit: 0,
      stdout: '',
      stderr: '',
    });
    expect(await file('a.yaml')).toBe(
      '# top\nserver:\n  port: "81"   # plain\n  host: h1\ntags: [x, "y", z]\npassword: hunter2\n',
    );
  });

  test('KEY VALUE takes the value as it is', async () => {
    for (const value of ['a;b=c', '', ' x ', "it's #1", '--flag'])
      expect([
        await run('a.yaml', 'set', 'server>host', '--', value),
        (await run('a.yaml', 'get', '-r', 'server>host')).stdout,
      ]).toEqual([{ exit: 0, stdout: '', stderr: '' }, `${value}\n`]);
    expect(await run('a.yaml', 'set', 'server>port', '[8080, "a;b"]', '--typed')).toMatchObject({
      exit: 0,
    });
    expect((await run('a.yaml', 'get', 'server>port')).stdout).toBe('[[8080, "a;b"]]\n');
    expect(await run('a.yaml', 'set', '"a=b"', 'c')).toMatchObject({ exit: 0 });
    expect((await run('a.yaml', 'get', 'a=b')).stdout).toBe('["c"]\n');
    for (const words of [
      ['a', 'b', '-d', ':'],
      ['a;b', 'c'],
    ])
      expect(await run('a.yaml', 'set', ...words)).toMatchObject({ exit: 2 });
  });

  test('the folder of a missing file is made only with --create', async () => {
    for (const argv of [
      ['none/x.yaml', 'set', 'a=1'],
      ['none/x.yaml', 'merge', 'a.yaml'],
      ['a.yaml', 'copy', 'none/x.json'],
      ['a.yaml', 'convert', 'none/x.json'],
      ['dir:none/x', 'set', 'a=1'],
    ]) {
      const { exit, stderr } = await run(...argv);
      expect([exit, stderr]).toEqual([1, expect.stringContaining('CONFSTORE_FILE_MISSING')]);
    }
    expect(await readdir(dir)).toEqual(['a.yaml']);
    expect(await run('a.yaml', 'convert', 'none/x.json', '--create')).toMatchObject({ exit: 0 });
    expect(await run('new/er.toml', 'set', 'a', '1', '--create')).toMatchObject({ exit: 0 });
    expect([await file('none/x.json'), await file('new/er.toml')]).toEqual([
      expect.stringContaining('"h1"'),
      'a = "1"\n',
    ]);
  });

  test('with --typed reads JSON', async () => {
    await run(
      'yaml:a.yaml',
      'set',
      '--typed',
      'server>port=81;note="a;b";server>on=true;l=[1,{"k":null}];"x>y"=12345678901234567890',
    );
    expect((await run('yaml:a.yaml', 'get', 'server>port;note;server>on;l;"x>y"')).stdout).toBe(
      '[81, "a;b", true, [1, {"k": null}], 12345678901234567890]\n',
    );
  });

  test.each([
    [['a=1;bad']],
    [['a=b', '-d', '{']],
    [['a=x', '--typed']],
    [['a>b>c', '-d', '>']],
    [['a=1', 'b=2']],
    [['a=1,"w":2', '--typed']],
  ])('refuses %j as wrong usage, with nothing written', async (args) => {
    const before = await file('a.yaml');
    expect((await run('yaml:a.yaml', 'set', ...args)).exit).toBe(2);
    expect(await file('a.yaml')).toBe(before);
  });

  test.each([
    ['all of them when one cannot be set', 'yaml:a.yaml', 'new=1;server>port>x=2', 'PATH_BLOCKED'],
    ['all of them when one cannot be held', 'ini:a.ini', 's>a=1;b=2', 'KEY_SHAPE'],
    ['all of them in a folder', 'dir:d', 'a=1;..>b=2', 'DIR_ESCAPE'],
    ['a blank key', 'yaml:a.yaml', '=1', 'KEY_SYNTAX'],
  ])('refuses %s', async (_, url, pairs, code) => {
    const before = await file('a.yaml');
    const { exit, stderr } = await run(url, 'set', pairs);
    expect([exit, stderr]).toEqual([1, expect.stringContaining(`[${code}]`)]);
    expect(await file('a.yaml')).toBe(before);
    expect((await readdir(dir)).filter((name) => name !== 'a.yaml')).toEqual([]);
  });

  test('processes that set at the same time all succeed, and none is lost', async () => {
    const count = inject('limits').parallelSets;
    const outcomes = await Promise.all(
      Array.from({ length: count }, (_, at) => run('json:p.json', 'set', `k${at}=${at}`)),
    );
    expect(outcomes.filter(({ exit }) => exit !== 0)).toEqual([]);
    const saved = JSON.parse(await file('p.json')) as Record<string, string>;
    expect(saved).toEqual(
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, String(at)])),
    );
    expect(await readdir(dir)).toEqual(['a.yaml', 'p.json']);
  });
});

describe('delete', () => {
  test('takes keys with their lines', async () => {
    expect((await run('yaml:a.yaml', 'delete', 'server>port;nope;tags[1]')).exit).toBe(0);
    expect(await file('a.yaml')).toBe('# top\nserver:\n  host: h1\ntags: [x]\npassword: hunter2\n');
  });

  test.each([[['server', '--force']], [['--force', 'server']], [['server', '--force', 'true']]])(
    '%j takes all of a map',
    async (args) => {
      expect((await run('yaml:a.yaml', 'delete', ...args)).exit).toBe(0);
      expect(await file('a.yaml')).not.toContain('server');
    },
  );

  test.each([
    ['yaml:a.yaml', ['password;server']],
    ['yaml:a.yaml', ['password;server', '--force', 'false']],
    ['dir:d', ['top;a']],
  ])('in %s, %j deletes nothing when one needs force', async (url, args) => {
    await run('dir:d', 'set', 'top=1;a>b=2');
    const { exit, stderr } = await run(url, 'delete', ...args);
    expect([exit, stderr]).toEqual([1, expect.stringContaining('--force')]);
    expect((await run(url, 'get', 'password;top')).stdout).toMatch(/hunter2|"1"/);
  });
});

describe('remove', () => {
  test.each([
    [
      'a.json',
      '{"a": {"b": [ "x", "y", "z" ]}} // c\n',
      'a>b[0];a>b[2]',
      '{"a": {"b": [ "y" ]}} // c\n',
    ],
    [
      'a.yaml',
      'l:\n  - x # x\n  # y\n  - y\n  - z\nf: [1, 2]\n',
      'l[1];f[0]',
      'l:\n  - x # x\n  # y\n  - z\nf: [2]\n',
    ],
    [
      'a.toml',
      'a = [\n  1, # c\n  2,\n]\n[[p]]\nn = 1\n[[p]]\nn = 2\n',
      'a[0];p[0]',
      'a = [\n  2,\n]\n[[p]]\nn = 2\n',
    ],
    ['.gitconfig', '[r]\n\tf = a\n\tf = b\n\tf = c\n', 'r>f[0];r>f[1]', '[r]\n\tf = c\n'],
    ['a.properties', 'a = 1\nb = 2\n', 'a;nope', 'b = 2\n'],
  ])('takes items out of the lists of %s', async (name, text, keys, expected) => {
    await write(name, text);
    const url = name === '.gitconfig' ? `ini:${name}?flavour=git` : name;
    const expectation = { exit: 0, stdout: '', stderr: '' };
    expect(await run(url, 'remove', '--force', keys)).toEqual(expectation);
    expect(await file(name)).toBe(expected);
  });

  test('needs force for a map, and removes nothing without it', async () => {
    await write('l.json', '{"l": [{"a": 1}, 2]}');
    const { exit, stderr } = await run('l.json', 'remove', 'l[1];l[0]');
    expect([exit, stderr]).toEqual([1, expect.stringContaining('[NOT_A_LEAF]')]);
    expect(await file('l.json')).toBe('{"l": [{"a": 1}, 2]}');
  });
});

describe('below an alias', () => {
  const text = 'base: &b\n  x: 1\n  y: 2\none: *b\ntwo:\n  <<: *b # m\n';
  beforeEach(() => write('b.yaml', text));

  test.each([
    ['set', 'one>x=5', '4:6: wrote out the alias *b (2 lines)'],
    ['set', 'base>x=5', '6:3: wrote out the merge key <<: *b (2 lines)'],
    ['delete', 'two>x', '6:3: wrote out the merge key <<: *b (2 lines)'],
  ])('%s %s says what it wrote out', async (command, argument, notice) => {
    const { exit, stderr } = await run('b.yaml', command, argument);
    expect([exit, stderr]).toEqual([
      0,
      expect.stringContaining(`b.yaml:${notice}, so that nothing else changed [YAML_ALIAS]\n`),
    ]);
    expect(await file('b.yaml')).not.toBe(text);
  });

  test('--aliases=refuse writes nothing, and says what would be written out', async () => {
    const { exit, stderr } = await run('b.yaml', 'set', 'one>x=5', '--aliases=refuse');
    expect([exit, stderr]).toEqual([
      1,
      'confstore: b.yaml:4:6: this change would write out the alias *b (2 lines) ' +
        '[EDIT_NOT_SAFE]\n  hint: to allow it: --aliases=write-out\n',
    ]);
    expect(await file('b.yaml')).toBe(text);
  });

  test('a change beside aliases needs no word', async () => {
    const { exit, stderr } = await run('b.yaml', 'set', 'two>z=5', '--aliases=refuse');
    expect([exit, stderr]).toEqual([0, '']);
  });
});

test('get_keys lists keys, by prefix and without indexes', async () => {
  expect((await run('yaml:a.yaml', 'get_keys')).stdout).toBe(
    '["server>port", "server>host", "tags[0]", "tags[1]", "password"]\n',
  );
  expect((await run('yaml:a.yaml', 'get_keys', '--no-index', '--prefix', 'ta')).stdout).toBe(
    '["tags"]\n',
  );
});

test('search finds texts, and the numbers that they mean', async () => {
  expect((await run('yaml:a.yaml', 'search', '', 'port', '80')).stdout).toBe('["server>port"]\n');
  expect((await run('yaml:a.yaml', 'search', 'server', 'port', '"80"', '--typed')).stdout).toBe(
    '[]\n',
  );
  expect((await run('yaml:a.yaml', 'search', '', 'tags')).stdout).toBe('["tags[0]", "tags[1]"]\n');
});

test('merge, copy and addnumkeys change their target and leave the other store alone', async () => {
  await write('b.ini', '[server]\nport = 99\nuser = u\n');
  expect((await run('yaml:a.yaml', 'merge', 'ini:b.ini')).exit).toBe(0);
  expect(await file('a.yaml')).toContain('  port: 80   # plain\n  host: h1\n  user: u\n');
  expect((await run('ini:b.ini', 'copy', 'yaml:a.yaml', 'server>port')).exit).toBe(0);
  expect(await file('a.yaml')).toContain('  port: "99"   # plain\n');
  expect((await run('yaml:a.yaml', 'addnumkeys')).exit).toBe(0);
  expect(await file('a.yaml')).toContain('num_tags: 2\n');
  expect(await file('b.ini')).toBe('[server]\nport = 99\nuser = u\n');
  expect(await run('yaml:a.yaml', 'merge', 'ini:b.ini', '-k', 'nope>x')).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('KEY_MISSING') as string,
  });
});

test.each([
  [
    'json',
    '{\n  "server": {\n    "port": 80,\n    "host": "h1"\n  },\n  "tags": [\n    "x",\n    "y"\n  ],\n  "password": "hunter2"\n}\n',
  ],
  ['toml', 'tags = ["x", "y"]\npassword = "hunter2"\n\n[server]\nport = 80\nhost = "h1"\n'],
  [
    'properties',
    'server>port = 80\nserver>host = h1\ntags[0] = x\ntags[1] = y\npassword = hunter2\n',
  ],
])('convert writes a new %s file, and never over one with keys', async (format, text) => {
  expect(await run('yaml:a.yaml', 'convert', `${format}:new.${format}`)).toEqual({
    exit: 0,
    stdout: '',
    stderr: '',
  });
  expect(await file(`new.${format}`)).toBe(text);
  expect(await run('yaml:a.yaml', 'convert', `${format}:new.${format}`)).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('CONFSTORE_NOT_EMPTY') as string,
  });
  expect((await run('yaml:a.yaml', 'compare', `${format}:new.${format}`)).exit).toBe(0);
});

test('convert says which value the other format cannot hold, and writes nothing', async () => {
  await write('n.json', '{"a":{"b":null}}');
  expect(await run('json:n.json', 'convert', 'toml:n.toml')).toMatchObject({
    exit: 1,
    stderr: expect.stringMatching(/a>b cannot be set: toml has no null/) as string,
  });
  await expect(stat(path.join(dir, 'n.toml'))).rejects.toMatchObject({ code: 'ENOENT' });
});

describe('compare and diff', () => {
  test('show what differs, with secrets masked, and exit 1', async () => {
    await write(
      'b.json',
      '{"server":{"port":"80","user":"u"},"tags":["x","y"],"password":"other"}',
    );
    expect(await run('yaml:a.yaml', 'compare', 'json:b.json')).toEqual({
      exit: 1,
      stdout: '[["server>user"], ["server>host"], ["server>port", "password"]]\n',
      stderr: '',
    });
    expect(await run('yaml:a.yaml', 'diff', 'json:b.json')).toEqual({
      exit: 1,
      stderr: '',
      stdout:
        '--- yaml:a.yaml\n+++ json:b.json\n@@ -1,5 +1,5 @@\n-server>port = 80\n+server>port = "80"\n+server>user = u\n-server>host = h1\n tags[0] = x\n tags[1] = y\n-password = ******\n+password = ******\n',
    });
    expect((await run('yaml:a.yaml', 'diff', 'json:b.json', '-k', 'tags')).exit).toBe(0);
    expect(
      (await run('yaml:a.yaml', 'diff', 'json:b.json', '-k', 'tags;server>host')).stdout,
    ).toContain('-server>host = h1\n');
  });

  test('exit 0 for the same, 2 for a problem', async () => {
    expect(await run('yaml:a.yaml', 'diff', 'yaml:a.yaml')).toEqual({
      exit: 0,
      stdout: '',
      stderr: '',
    });
    expect(await run('yaml:a.yaml', 'compare', 'yaml:a.yaml')).toEqual({
      exit: 0,
      stdout: '[[], [], []]\n',
      stderr: '',
    });
    for (const command of ['diff', 'compare'])
      expect(await run('yaml:a.yaml', command, 'yaml:nope.yaml')).toMatchObject({
        exit: 2,
        stdout: '',
      });
  });
});

describe('validate', () => {
  test('says how many keys there are and how the store is locked', async () => {
    expect(await run('yaml:a.yaml', 'validate')).toEqual({
      exit: 0,
      stdout: 'yaml:a.yaml: 5 keys, no problems\nlock: flock(1)\n',
      stderr: '',
    });
  });

  test('without flock(1) the lock is another', async () => {
    expect(
      (await call(['yaml:a.yaml', 'validate'], { cwd: dir, env: { PATH: '/nowhere' } })).stdout,
    ).toContain('lock: a directory');
  });

  test('reports repeated keys with their places', async () => {
    await write('w.ini', '[s]\na = 1\nb = 2\na = 3\nb = 4\n');
    const { exit, stderr } = await run('ini:w.ini', 'validate');
    expect([exit, stderr]).toEqual([
      1,
      expect.stringMatching(/2 problems[^]*w\.ini:4:1: [^]*w\.ini:5:1: /),
    ]);
    const report = JSON.parse((await run('ini:w.ini', 'validate', '--json')).stdout) as {
      readonly valid: boolean;
      readonly problems: readonly { readonly code: string; readonly where: unknown }[];
    };
    expect(report).toMatchObject({
      valid: false,
      keys: 2,
      problems: [
        { code: 'DUPLICATE_KEY', where: { file: 'w.ini', line: 4, column: 1 } },
        { code: 'DUPLICATE_KEY' },
      ],
    });
  });

  test('reports a malformed file with its place', async () => {
    await write('m.json', '{"a": 1,\n "a": 2}');
    expect(await run('json:m.json', 'validate')).toMatchObject({
      exit: 1,
      stdout: '',
      stderr: expect.stringContaining('m.json:2:2: ') as string,
    });
    expect(JSON.parse((await run('json:m.json', 'validate', '--json')).stdout)).toMatchObject({
      valid: false,
      problems: [{ code: 'DUPLICATE_KEY', where: { line: 2, column: 2 } }],
    });
  });
});

test('locks are held across calls by an owner, until unlocked or over', async () => {
  const as = (owner: string, ...args: readonly string[]): ReturnType<typeof call> =>
    run('yaml:a.yaml', ...args, '--owner', owner);
  expect(await as('one', 'lock', 'd', '-t', '60')).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(await as('two', 'test_lock', 'd')).toEqual({ exit: 1, stdout: 'false\n', stderr: '' });
  expect(await as('one', 'test_lock', 'd')).toEqual({ exit: 0, stdout: 'true\n', stderr: '' });
  expect(await as('two', 'lock', 'd')).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('one') as string,
  });
  expect(await as('two', 'lock', 'other')).toMatchObject({ exit: 0 });
  expect(await as('two', 'unlock', 'd')).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('CONFSTORE_NOT_LOCKED') as string,
  });
  expect(await as('one', 'unlock', 'd')).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(await as('two', 'lock', 'd', '-t', '0.2')).toMatchObject({ exit: 0 });
  expect(await as('one', 'lock', 'd', '--wait', '20')).toMatchObject({ exit: 0 });
  expect(await as('two', 'unlock', 'd', '--force')).toMatchObject({ exit: 0 });
  expect(await as('two', 'unlock', 'other')).toMatchObject({ exit: 0 });
  expect(await as('two', 'lock', '-t', 'soon')).toMatchObject({ exit: 2 });
  expect((await run('yaml:a.yaml', 'get_keys')).stdout).not.toContain('lock');
});

describe('watch', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('prints each change of its key, and ends at %s with %d', async (signal, exit) => {
    const child = spawn(process.execPath, [bin, 'yaml:a.yaml', 'watch', 'server>port'], {
      cwd: dir,
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    // It says nothing when it is ready: the file is changed until a change is seen.
    for (let port = 1; stdout === ''; port += 1) {
      await run('yaml:a.yaml', 'set', '--typed', `server>port=${port}`);
      expect(port).toBeLessThan(30);
    }
    const seen = stdout;
    await run('yaml:a.yaml', 'set', '--typed', 'server>port=1000');
    await expect.poll(() => stdout.slice(seen.length)).toContain('1000\n');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([exit, null]);
    expect(stderr).toBe('');
  });

  test('of a document in memory is an error', async () => {
    expect(await run('dict:{}', 'watch')).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining('CONFSTORE_NO_WATCH') as string,
    });
  });
});

describe('the command itself', () => {
  test('prints help and version without an error', async () => {
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { readonly version: string };
    expect(await run('--version')).toEqual({ exit: 0, stdout: `${version}\n`, stderr: '' });
    for (const argv of [['--help'], ['-h'], ['help']])
      expect(await run(...argv)).toEqual({
        exit: 0,
        stdout: expect.stringMatching(/^Usage: confstore URL COMMAND/) as string,
        stderr: '',
      });
    for (const argv of [
      ['get', '--help'],
      ['help', 'get'],
      ['json:x', 'get', '-h'],
    ])
      expect(await run(...argv)).toEqual({
        exit: 0,
        stdout: expect.stringMatching(/^Usage: confstore URL get /) as string,
        stderr: '',
      });
  });

  test.each([
    [[], 'missing URL and command'],
    [['yaml:a.yaml'], 'missing command after yaml:a.yaml'],
    [['yaml:a.yaml', 'gett'], 'did you mean get?'],
    [['get', 'yaml:a.yaml'], 'confstore yaml:a.yaml get …'],
    [['get'], 'hint: add it: confstore URL get …'],
    [['completion', 'tcsh'], 'one of: bash, zsh, fish'],
    [['yaml:a.yaml', 'completion', 'bash'], 'takes no URL'],
  ])('%j is wrong usage: %s', async (argv, what) => {
    expect(await run(...argv)).toEqual({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining(what) as string,
    });
  });

  test.each([
    [['a.odd', 'get', 'x'], 'CONFSTORE_URL'],
    [['json://a.json', 'get', 'x'], 'json:a.json'],
    [['yaml:a.yaml', 'get', 'x', '--delimiter', ','], 'DELIMITER'],
    [['yaml:.', 'get', 'x'], 'CONFSTORE_NOT_A_FILE'],
  ])('%j is a problem: %s', async (argv, what) => {
    expect(await run(...argv)).toEqual({
      exit: 1,
      stdout: '',
      stderr: expect.stringContaining(what) as string,
    });
  });

  test('ends quietly when its reader closes the pipe', async () => {
    await write(
      'big.json',
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`key${at}`, at])),
      ),
    );
    const child = spawn(
      'bash',
      [
        '-c',
        '"$0" "$1" json:big.json get_keys | head -c 5; exit "${PIPESTATUS[0]}"',
        process.execPath,
        bin,
      ],
      { cwd: dir },
    );
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    const [exit] = (await once(child, 'close')) as [number];
    expect([exit, stderr]).toEqual([0, '']);
  });
});
