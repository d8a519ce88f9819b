import { gzipSync } from 'node:zlib';
import {
  assemble,
  extendedHeader,
  record,
  seal,
  tarEnd,
  tarMember,
  zeros,
  type CraftedMember,
  type Draft,
} from './archive-builder.js';

/** A right backup to begin with, and what an attacker would like to reach. */
export interface CraftPlaces {
  readonly manifest: Record<string, unknown>;
  readonly files: ReadonlyMap<string, Buffer>;
  /** A folder outside everything of Hare. */
  readonly canary: string;
  /** A server that nothing may connect to. */
  readonly port: number;
  /** MiB that a bomb unpacks to. */
  readonly bombMiB: number;
}

export interface CraftedBackup {
  readonly what: string;
  readonly archive: Buffer;
}

type Random = (below: number) => number;
/** Changes the draft, or answers the archive itself. */
type Craft = (draft: Draft, random: Random, places: CraftPlaces) => unknown;

/**
 * `count` backups that no backup stage wrote, the same ones for the same seed: each kind in turn,
 * with other details each time.
 */
export function* craftBackups(
  seed: number,
  count: number,
  places: CraftPlaces,
): Generator<CraftedBackup> {
  const random = generator(seed);
  for (let made = 0; made < count; made++) {
    const [what, craft] = kinds[made % kinds.length] ?? ['', () => undefined];
    const draft: Draft = {
      manifest: structuredClone(places.manifest),
      files: new Map(places.files),
      more: [],
      claims: new Map(),
      replaced: new Map(),
    };
    delete draft.manifest['files'];
    yield { what: `${made}: ${what}`, archive: archiveOf(craft(draft, random, places), draft) };
  }
}

function archiveOf(crafted: unknown, draft: Draft): Buffer {
  return Buffer.isBuffer(crafted) ? crafted : seal(assemble(draft));
}

/** mulberry32 */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[random(list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
};
const strange = (random: Random): unknown =>
  pick<unknown>(random, [
    null,
    [],
    {},
    0,
    -1,
    1.5,
    1e300,
    true,
    '',
    'x'.repeat(3000),
    '\u001b]0;x\u0007',
    [null],
    { toString: 1 },
    JSON.parse('{"__proto__":{"x":1}}'),
    [[[[]]]],
  ]);
const elsewhere = (random: Random, { canary }: CraftPlaces): string =>
  pick(random, [
    `${canary}/file`,
    '/etc/passwd',
    '/tmp/x',
    '../../../../../../etc/cron.d/x',
    `${'../'.repeat(random(20) + 1)}canary/file`,
    '/proc/self/mem',
    '/dev/null',
  ]);
const fid = '0x7200000000000001:0xa';
const json = (
  draft: Draft,
  name: string,
  change: (data: Record<string, unknown>) => unknown,
): void => {
  const data = JSON.parse((draft.files.get(name) ?? Buffer.from('{}')).toString()) as Record<
    string,
    unknown
  >;
  draft.files.set(name, Buffer.from(`${JSON.stringify(change(data))}\n`));
};
const keys = (draft: Draft, change: (entries: unknown[]) => unknown): void => {
  const entries = JSON.parse(
    (draft.files.get('kv.json') ?? Buffer.from('[]')).toString(),
  ) as unknown[];
  const changed = change(entries);
  draft.files.set(
    'kv.json',
    Buffer.from(
      Array.isArray(changed)
        ? `[\n${changed.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`
        : JSON.stringify(changed),
    ),
  );
};
const extra = (draft: Draft, name: string, text: string): void =>
  void draft.files.set(name, Buffer.from(text));
const hostile = (draft: Draft, member: CraftedMember): void => {
  draft.files.delete(String(member.name));
  draft.more.push(member);
};
const targets = (random: Random, { port, canary }: CraftPlaces): string =>
  pick(random, [
    `consul://127.0.0.1:${port}/`,
    `consul+http://127.0.0.1:${port}/x`,
    `http://127.0.0.1:${port}/`,
    `dir://${canary}/cron.d`,
    `json://${canary}/kv.json`,
    `yaml://${canary}/kv.yaml`,
    `consul://user:pw@127.0.0.1:${port}/`,
    `Consul://127.0.0.1:${port}/`,
  ]);

const kinds: readonly (readonly [string, Craft])[] = [
  [
    'a link',
    (draft, random, places) =>
      hostile(draft, { name: 'var/confd.xc', type: '2', linkname: elsewhere(random, places) }),
  ],
  [
    'a hard link',
    (draft, random, places) =>
      hostile(draft, {
        name: 'var/confd.xc',
        type: '1',
        linkname: pick(random, ['var/cluster.yaml', elsewhere(random, places)]),
      }),
  ],
  [
    'a device, pipe or folder',
    (draft, random) =>
      hostile(draft, { name: 'var/confd.cg', type: pick(random, ['3', '4', '5', '6']) }),
  ],
  [
    'a strange kind of member',
    (draft, random) =>
      hostile(draft, {
        name: 'var/confd.cg',
        type: pick(random, ['7', 'S', 'L', 'K', 'V', 'M', 'D', 'Z', '\u0001', 'A']),
        body: 'x',
      }),
  ],
  [
    'a file that links',
    (draft, random, places) =>
      hostile(draft, {
        name: 'var/confd.cg',
        type: '0',
        linkname: elsewhere(random, places),
        body: 'x',
      }),
  ],
  [
    'a link before the folder of a file',
    (draft, _random, { canary }) =>
      void draft.more.unshift({ name: 'var/sysconfig', type: '2', linkname: canary }),
  ],
  ['an absolute name', (draft, random, places) => extra(draft, elsewhere(random, places), 'x')],
  [
    'a name with ..',
    (draft, random) =>
      extra(
        draft,
        pick(random, [
          'var/../../etc/x',
          'var/sysconfig/../../../x',
          '../x',
          'state/..',
          'var/sysconfig/a/../m0d-0x7200000000000001:0xa',
          'state/../../x',
        ]),
        'x',
      ),
  ],
  [
    'a name that is none of a backup',
    (draft, random) =>
      extra(
        draft,
        pick(random, [
          'etc/cron.d/x',
          'etc/passwd',
          'state/journal.jsonl',
          'state/backup.json',
          'var/setup/mkfs.json',
          'prefix-conf/hare_setup.js',
          'prefix-conf/../x',
          'etc-hare/hosts',
          'root/.ssh/authorized_keys',
          'var/.hare-restore/archive.tar.gz',
          'cdf/x.yaml',
          'manifest.json/x',
          'var/',
          'var//confd.xc',
          './var/confd.xc',
        ]),
        'x',
      ),
  ],
  [
    'an extended header that leads elsewhere',
    (draft, random, places) =>
      hostile(draft, {
        name: 'var/confd.cg',
        body: 'x',
        before: extendedHeader(record('path', elsewhere(random, places))),
      }),
  ],
  [
    'an extended header with other records',
    (draft, random) =>
      hostile(draft, {
        name: 'var/confd.cg',
        body: 'x',
        before: extendedHeader(
          record(
            pick(random, [
              'linkpath',
              'size',
              'uid',
              'GNU.sparse.map',
              'GNU.sparse.realsize',
              'hdrcharset',
              'SCHILY.xattr.security.selinux',
            ]),
            pick(random, ['1', '99999999999', '/etc/passwd']),
          ),
          pick(random, ['x', 'g', 'X']),
        ),
      }),
  ],
  [
    'an extended header of the wrong length',
    (draft, random) =>
      hostile(draft, {
        name: 'var/confd.cg',
        body: 'x',
        before: extendedHeader(`${pick(random, ['0', '99999', '-1', '1'])} path=var/confd.cg\n`),
      }),
  ],
  [
    'a very long name',
    (draft, random) =>
      hostile(draft, {
        name: 'x',
        body: 'x',
        before: extendedHeader(record('path', `var/${'y/'.repeat(random(3000) + 300)}`)),
      }),
  ],
  [
    'a name with control characters',
    (draft, random) =>
      extra(
        draft,
        `var/sysconfig/motr/${pick(random, ['\u001b[2J', 'a\nb', '\u0007', 'a\rb', '\u202e', '\u0000', '\u009b31m', 'a b'])}/m0d-${fid}`,
        'x',
      ),
  ],
  [
    'names that differ by case or spelling',
    (draft, random) => {
      const [one, other] = pick(random, [
        ['H', 'h'],
        ['\u00e9', 'e\u0301'],
        ['\u212b', '\u00c5'],
        ['K', '\u212a'],
      ] as const);
      extra(draft, `var/sysconfig/motr/${one}/m0d-${fid}`, 'x');
      extra(draft, `var/sysconfig/motr/${other}/m0d-${fid}`, 'y');
    },
  ],
  [
    'a member twice',
    (draft) =>
      void draft.more.push({ name: 'var/confd.xc', body: draft.files.get('var/confd.xc') ?? '' }),
  ],
  [
    'two manifests',
    (draft) =>
      void draft.more.push({ name: 'manifest.json', body: JSON.stringify(draft.manifest) }),
  ],
  [
    'no manifest, or not in front',
    (draft, random) =>
      seal(
        Buffer.concat([
          tarMember({ name: 'var/confd.xc', body: 'x' }),
          random(2) === 0 ? tarEnd : assemble(draft),
        ]),
      ),
  ],
  [
    'sizes that are none',
    (draft, random) =>
      hostile(draft, {
        name: 'var/confd.cg',
        body: 'x',
        size: pick(random, [
          Buffer.from('80000000000000000000ffff', 'hex'),
          Buffer.from('ffffffffffffffffffffffff', 'hex'),
          Buffer.from('-0000000001\0'),
          Buffer.from('77777777777\0'),
          Buffer.from('9999999999 \0'),
          Buffer.alloc(12),
        ]),
      }),
  ],
  [
    'a manifest that lies about sizes',
    (draft, random) =>
      void draft.claims.set('var/confd.xc', { size: pick(random, [0, 1, -1, 1e12, 2 ** 53, 1.5]) }),
  ],
  [
    'a manifest that lies about a sum',
    (draft, random) =>
      void draft.claims.set('var/confd.xc', {
        sha256: pick(random, ['0'.repeat(64), '', 'x'.repeat(64), '0'.repeat(65)]),
      }),
  ],
  [
    'modes and owners',
    (draft, random) => {
      for (const name of draft.files.keys())
        draft.claims.set(name, {
          mode: pick(random, [0o666, 0o777, 0, 0o111, 0o602]),
          uid: pick(random, [1000, 65_534, 2 ** 31]),
          gid: pick(random, [100, 0]),
        });
    },
  ],
  [
    'modes beyond modes',
    (draft, random) =>
      void draft.claims.set('var/confd.xc', {
        mode: pick(random, [0o4755, 0o2777, 0o1777, 0o100644, -1, 1e9]),
      }),
  ],
  [
    'folders',
    (draft, random) => {
      draft.manifest['folders'] = [
        {
          name: pick(random, [
            'etc',
            '/',
            '/etc',
            'var/..',
            'state/../..',
            'prefix-conf',
            'etc-hare',
            'cdf',
            '.',
            '',
            'var/sysconfig/../../..',
            'root',
            'var/lib',
          ]),
          mode: 0o777,
          uid: 1000,
          gid: 1000,
        },
      ];
    },
  ],
  [
    'modes and owners of our own folders',
    (draft, random) => {
      draft.manifest['folders'] = ['var', 'state', 'var/sysconfig', 'var/sysconfig/motr'].map(
        (name) => ({ name, mode: pick(random, [0o777, 0, 0o1777, 0o4755]), uid: 1000, gid: 1000 }),
      );
    },
  ],
  [
    'a KV elsewhere',
    (draft, random, places) =>
      void (draft.manifest['kv'] = {
        ...(draft.manifest['kv'] as object),
        url: targets(random, places),
        named: true,
      }),
  ],
  [
    'a CDF elsewhere',
    (draft, random, places) => {
      draft.manifest['cdfPath'] = pick(random, [
        `${places.canary}/x.yaml`,
        '/etc/cron.d/x.yml',
        '/etc/cron.d/x',
        '../x.yaml',
        '/a/../../x.yaml',
        '',
      ]);
      extra(draft, 'cdf/cluster.yaml', String(draft.files.get('var/cluster.yaml')));
    },
  ],
  [
    'a record of config that points elsewhere',
    (draft, random, places) =>
      json(draft, 'state/config.json', (config) => ({
        ...config,
        [pick(random, ['kv', 'url'])]: targets(random, places),
        cdf: elsewhere(random, places),
      })),
  ],
  [
    'a record of config of wrong kinds',
    (draft, random) =>
      json(draft, 'state/config.json', (config) =>
        pick<unknown>(random, [
          strange(random),
          {
            ...config,
            [pick(random, ['url', 'cdf', 'kv', 'digest', 'version', 'release'])]: strange(random),
          },
        ]),
      ),
  ],
  [
    'a record of config of a release to come',
    (draft) => json(draft, 'state/config.json', (config) => ({ ...config, release: '999.0.0' })),
  ],
  [
    'a record of mkfs that would format',
    (draft) => json(draft, 'state/mkfs.json', (mkfs) => ({ ...mkfs, state: 'started' })),
  ],
  [
    'no record of mkfs',
    (draft) => {
      draft.files.delete('state/mkfs.json');
      keys(draft, (entries) =>
        entries.filter((entry) => (entry as [string])[0] !== 'hare_setup/mkfs'),
      );
    },
  ],
  [
    'a record of mkfs of wrong kinds',
    (draft, random) =>
      json(draft, 'state/mkfs.json', (mkfs) =>
        pick<unknown>(random, [
          strange(random),
          { ...mkfs, [pick(random, ['state', 'version', 'clusterId'])]: strange(random) },
        ]),
      ),
  ],
  [
    'facts that vouch for devices',
    (draft) =>
      json(draft, 'state/facts.json', (facts) => ({
        ...facts,
        devices: { '/dev/sdc': { sizeBytes: 10 * 1024 ** 3 } },
      })),
  ],
  [
    'state files of wrong kinds',
    (draft, random) =>
      json(
        draft,
        pick(random, ['state/facts.json', 'state/upgrade.json', 'state/restored.json']),
        () => strange(random),
      ),
  ],
  [
    'settings that name programs',
    (draft, random, { canary, port }) =>
      extra(
        draft,
        pick(random, [
          'etc-hare/hare_setup.yaml',
          'prefix-conf/hare_setup.json',
          'prefix-conf/hare_setup.toml',
        ]),
        pick(random, [
          `{"hctl": "${canary}/run"}`,
          `hctl = "${canary}/run"\n`,
          `kv: consul://127.0.0.1:${port}/\nhctl: ${canary}/run\n`,
          'hctl: [',
          `varDir: ${canary}\n`,
          'a: &a [*a]',
          '\u0000',
        ]),
      ),
  ],
  [
    'logrotate that runs programs',
    (draft, _random, { canary }) =>
      extra(
        draft,
        'etc/logrotate.d/hare',
        `/var/log/* {\n postrotate\n ${canary}/run\n endscript\n}\n`,
      ),
  ],
  [
    'environment of services',
    (draft, random, { canary }) =>
      extra(
        draft,
        `var/sysconfig/motr/x/m0d-${fid}`,
        pick(random, [
          `LD_PRELOAD='${canary}/x.so'\n`,
          `MOTR_M0D_EP='x'; ${canary}/run\n`,
          `MOTR_M0D_EP="$(${canary}/run)"\n`,
          `PATH=${canary}\n`,
          "MOTR_M0D_EP='x\n'\n",
        ]),
      ),
  ],
  [
    'an agent that runs programs',
    (draft, random, { canary, port }) =>
      extra(
        draft,
        'var/consul-server-conf/consul-server-conf.json',
        JSON.stringify(
          pick<unknown>(random, [
            {
              services: [
                {
                  id: '1',
                  name: 'x',
                  address: 'a',
                  port: 1,
                  meta: {},
                  checks: [
                    { args: [`${canary}/run`], interval: '1s', timeout: '1s', status: 'warning' },
                  ],
                },
              ],
            },
            { watches: [{ type: 'keyprefix', prefix: 'bq/', args: ['/bin/sh', '-c', 'id'] }] },
            {
              watches: [
                {
                  type: 'key',
                  key: 'leader',
                  handler_type: 'http',
                  http_handler_config: {
                    path: `http://127.0.0.1:${port}/evil`,
                    method: 'POST',
                    tls_skip_verify: true,
                    timeout: '1s',
                  },
                },
              ],
            },
            { retry_join: ['evil'] },
            [],
            null,
          ]),
        ),
      ),
  ],
  [
    "other people's keys",
    (draft, random) =>
      keys(draft, (entries) => [
        ...entries,
        [
          pick(random, [
            'vault/core',
            'vault/core/master',
            'hostname',
            'bytecounts',
            'hare_setup/lock',
            'hare_setup/evil',
            'other-service/facts',
            '',
            '/m0conf/x',
            'M0CONF/x',
            'm0conf/\u001b[2J',
            '__proto__',
          ]),
          'evil',
        ],
      ]),
  ],
  [
    "a record that claims other people's keys",
    (draft, random) =>
      keys(draft, (entries) =>
        entries.map((entry) =>
          (entry as [string])[0] === 'hare_setup/apply'
            ? [
                'hare_setup/apply',
                JSON.stringify({
                  version: 1,
                  generation: 1,
                  digest: 'sha256:00',
                  state: pick(random, ['applied', 'applying']),
                  owner: 'x',
                  time: '2026-01-01T00:00:00.000Z',
                  names: [pick(random, ['hostname', 'vault/core', 'x'])],
                }),
              ]
            : entry,
        ),
      ),
  ],
  [
    'a record of the configuration that is none',
    (draft, random) =>
      keys(draft, (entries) =>
        entries.map((entry) =>
          (entry as [string])[0] === 'hare_setup/apply'
            ? ['hare_setup/apply', pick<unknown>(random, ['{', 'null', '[]', strange(random)])]
            : entry,
        ),
      ),
  ],
  [
    'keys of wrong kinds',
    (draft, random) =>
      keys(draft, (entries) =>
        pick<unknown>(random, [
          null,
          {},
          1,
          [null],
          [...entries, null],
          [...entries, ['epoch']],
          [...entries, ['epoch', '1']],
          [...entries, [1, 'x']],
          [...entries, ['m0conf/x', strange(random)]],
          [...entries, ['m0conf/x', '1', 2, 3]],
        ]),
      ),
  ],
  [
    'keys without end',
    (draft, random) => {
      const line = pick(random, [
        '["m0conf/x","' + 'y'.repeat(5 * 1024 ** 2) + '"]',
        Array.from({ length: 250_000 }, (_, at) => `["m0conf/${at}",""]`).join(',\n'),
        `["m0conf/x",${'['.repeat(500_000)}${']'.repeat(500_000)}]`,
      ]);
      extra(draft, 'kv.json', `[\n${line}\n]\n`);
    },
  ],
  [
    'a forged cluster',
    (draft, random) =>
      void (draft.manifest['cluster'] = pick<unknown>(random, [
        { nodes: [] },
        { id: 'evil', nodes: [] },
        { id: 'evil', nodes: [{ hostname: 'srvnode-1.data.private' }] },
      ])),
  ],
  [
    'a forged host',
    (draft, random) =>
      void (draft.manifest['host'] = pick(random, ['other', '\u001b[2J', '../../x', 'a\nb', ''])),
  ],
  [
    'a manifest with a field of a wrong kind',
    (draft, random) =>
      void (draft.manifest[
        pick(random, [
          'kind',
          'version',
          'created',
          'host',
          'cluster',
          'kv',
          'cdfPath',
          'files',
          'folders',
        ])
      ] = strange(random)),
  ],
  [
    'a manifest of a wrong kind',
    (_draft, random) =>
      seal(
        Buffer.concat([
          tarMember({
            name: 'manifest.json',
            body: pick(random, [
              '',
              '{',
              'null',
              '[]',
              '1',
              '"x"',
              '{"__proto__":null}',
              '\u0000',
              '{"version":2}',
              '{"version":1e400}',
              '\ufeff{}',
              `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
            ]),
          }),
          tarEnd,
        ]),
      ),
  ],
  [
    'a field that nobody knows',
    (draft, random) =>
      void (draft.manifest[
        pick(random, ['run', 'scripts', '__proto__', 'constructor', '\u001b[2J'])
      ] = strange(random)),
  ],
  [
    'a manifest without end',
    (draft, random) =>
      void (draft.manifest['folders'] = Array.from(
        { length: pick(random, [30_000, 200_000]) },
        () => ({ name: 'var', mode: 0, uid: 0, gid: 0 }),
      )),
  ],
  [
    'names without end',
    (draft) => {
      for (let count = 0; count < 21_000; count++)
        draft.files.set(`var/sysconfig/a/${count}/m-${fid}`, Buffer.alloc(0));
    },
  ],
  [
    'a bomb behind the end',
    (draft, _random, { bombMiB }) => seal(assemble(draft), { more: zeros(bombMiB) }),
  ],
  [
    'a bomb in a member',
    (draft, random, { bombMiB }) => {
      const name = pick(random, [
        'var/confd.xc',
        'var/consul-kv.json',
        'kv.json',
        'state/config.json',
      ]);
      draft.files.delete(name);
      draft.manifest['files'] = [
        { name, mode: 0o644, uid: 0, gid: 0, size: bombMiB * 1024 ** 2, sha256: '0'.repeat(64) },
      ];
      return seal(
        Buffer.concat([
          tarMember({ name: 'manifest.json', body: JSON.stringify(draft.manifest) }),
          tarMember({ name, size: bombMiB * 1024 ** 2 }),
        ]),
        { more: zeros(bombMiB) },
      );
    },
  ],
  [
    'a bomb in the manifest',
    (_draft, _random, { bombMiB }) =>
      seal(tarMember({ name: 'manifest.json', size: bombMiB * 1024 ** 2 }), {
        more: zeros(bombMiB),
      }),
  ],
  [
    'a bomb in an extended header',
    (_draft, _random, { bombMiB }) =>
      seal(tarMember({ name: 'x', type: 'x', size: bombMiB * 1024 ** 2 }), {
        more: zeros(bombMiB),
      }),
  ],
  ['a compressed archive in the archive', (draft) => seal(gzipSync(assemble(draft)))],
  ['a cut archive', (draft, random) => seal(assemble(draft), { cut: random(200) + 1 })],
  ['a tar that ends early', (draft, random) => seal(assemble(draft).subarray(0, random(4000) + 1))],
  [
    'something behind the end',
    (draft, random) =>
      seal(
        assemble(
          draft,
          Buffer.concat([tarEnd, Buffer.from(pick(random, ['x', 'garbage'.repeat(200)]))]),
        ),
        { more: Buffer.from(pick(random, ['', 'garbage', '\u0000\u0000'])) },
      ),
  ],
  [
    'something behind the seal',
    (draft, random) =>
      Buffer.concat([seal(assemble(draft)), Buffer.alloc(random(100) + 1, random(256))]),
  ],
  [
    'a cut file',
    (draft, random) => {
      const whole = seal(assemble(draft));
      return whole.subarray(0, random(whole.length));
    },
  ],
  [
    'a flipped bit',
    (draft, random) => {
      const whole = Buffer.from(seal(assemble(draft)));
      const at = random(whole.length);
      whole[at] = (whole[at] ?? 0) ^ (1 << random(8));
      return whole;
    },
  ],
  [
    'something else',
    (_draft, random) =>
      pick(random, [
        Buffer.alloc(0),
        Buffer.from('PK\u0003\u0004'),
        Buffer.from('#!/bin/sh\nid\n'),
        Buffer.alloc(100_000),
        gzipSync('x'),
        Buffer.alloc(64, 7),
      ]),
  ],
  [
    'bytes in the headers',
    (draft, random) => {
      const tar = Buffer.from(assemble(draft));
      for (let count = 0; count < 3; count++) tar[random(tar.length)] = random(256);
      return seal(tar);
    },
  ],
];

/** How many kinds there are: a sample of so many has each once. */
export const craftedKinds: number = kinds.length;
