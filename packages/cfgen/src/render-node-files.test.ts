import { describe, expect, test } from 'vitest';
import { generateMotrConfig } from './generate-motr-config.js';
import { renderTexts } from '../tests/support/rendered.js';
import { goldenModel } from '../tests/support/golden.js';

interface AgentConfig {
  readonly server: boolean;
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly port: number;
    readonly meta: object;
    readonly checks: readonly object[];
  }[];
  readonly watches: readonly { readonly type: string }[];
}

const filesOf = async (name: string, node?: string): Promise<Map<string, string>> =>
  renderTexts(generateMotrConfig(await goldenModel(`golden/${name}/cdf.yaml`)), {
    node,
    prefix: '/opt/hare',
    confDir: '/var/lib/hare',
    logDir: '/var/log/hare',
  });

test('without a node there are the files that all nodes have in common', async () => {
  expect([...(await filesOf('01-one-node')).keys()]).toEqual([
    'confd.xc',
    'confd.cg',
    'confd.dhall',
    'consul-kv.json',
    'consul-agents.json',
  ]);
});

test('an unknown node is refused with the names there are', async () => {
  await expect(filesOf('01-one-node', 'ssc-7')).rejects.toMatchObject({
    code: 'CFGEN_NO_NODE',
    hint: 'use one of ssc-1',
  });
});

describe('sysconfig', () => {
  test('a node with confd, two ios with log devices and clients', async () => {
    const files = await filesOf('23-log-devices', 'ssc-1');
    expect(
      [...files]
        .filter(([name]) => name.startsWith('sysconfig/'))
        .map(([name, text]) => `${name}\n${text}`)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "sysconfig/motr/ssc-1/m0d-0x7200000000000001:0x1
      MOTR_M0D_EP='inet:tcp:192.168.10.1@21001'
      MOTR_HA_EP='inet:tcp:192.168.10.1@22001'
      MOTR_PROCESS_FID='0x7200000000000001:0x1'
      MOTR_CONF_XC='/etc/motr/confd.xc'
      MOTR_NODE_UUID='00000000000000000000000000000001'

      sysconfig/motr/ssc-1/m0d-0x7200000000000001:0x2
      MOTR_M0D_EP='inet:tcp:192.168.10.1@21002'
      MOTR_HA_EP='inet:tcp:192.168.10.1@22001'
      MOTR_PROCESS_FID='0x7200000000000001:0x2'
      MOTR_BE_SEG_PATH='/dev/md0'
      MOTR_NODE_UUID='00000000000000000000000000000001'
      MOTR_LOG_PATH='/dev/nvme0n1'
      MOTR_LOG_SIZE='4294967296'

      sysconfig/motr/ssc-1/m0d-0x7200000000000001:0x3
      MOTR_M0D_EP='inet:tcp:192.168.10.1@21003'
      MOTR_HA_EP='inet:tcp:192.168.10.1@22001'
      MOTR_PROCESS_FID='0x7200000000000001:0x3'
      MOTR_BE_SEG_PATH='/dev/md1'
      MOTR_NODE_UUID='00000000000000000000000000000001'
      MOTR_LOG_PATH='/dev/nvme1n1'
      MOTR_LOG_SIZE='4294967296'

      sysconfig/m0_client_other/ssc-1/m0_client_other-0x7200000000000001:0x4
      MOTR_PROFILE_FID='0x7000000000000001:0x0'
      MOTR_CLIENT_EP='inet:tcp:192.168.10.1@22501'
      MOTR_HA_EP='inet:tcp:192.168.10.1@22001'
      MOTR_PROCESS_FID='0x7200000000000001:0x4'
      MOTR_CLIENT_PORT='28071'

      sysconfig/m0_client_other/ssc-1/m0_client_other-0x7200000000000001:0x5
      MOTR_PROFILE_FID='0x7000000000000001:0x0'
      MOTR_CLIENT_EP='inet:tcp:192.168.10.1@22502'
      MOTR_HA_EP='inet:tcp:192.168.10.1@22001'
      MOTR_PROCESS_FID='0x7200000000000001:0x5'
      MOTR_CLIENT_PORT='28072'
      "
    `);
  });

  test('a node without machine-id gets the UUID v5 of cluster id and hostname, the same on every run, another per cluster and host', async () => {
    const model = await goldenModel('golden/02-three-nodes-4+2+2-allowed/cdf.yaml');
    const config = generateMotrConfig({
      ...model,
      nodes: model.nodes.map((node) => ({ ...node, machineId: undefined })),
    });
    const uuid = (node: string, clusterId?: string): string | undefined =>
      /MOTR_NODE_UUID='(.*)'/.exec(
        renderTexts(config, { node, clusterId }).get(
          `sysconfig/motr/${node}/m0d-0x7200000000000001:${node === 'ssc-1' ? '0x1' : '0x6'}`,
        ) ?? '',
      )?.[1];
    const all = [
      uuid('ssc-1'),
      uuid('ssc-2'),
      uuid('ssc-1', 'my cluster'),
      uuid('ssc-1', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'),
    ];
    expect(
      all.every((text) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text ?? ''),
      ),
    ).toBe(true);
    expect(new Set(all).size).toBe(4);
    expect(uuid('ssc-1', 'my cluster')).toBe(uuid('ssc-1', 'my cluster'));
  });

  test('a quote in a path is in double quotes, where the shell and systemd agree', async () => {
    const model = await goldenModel('golden/01-one-node/cdf.yaml');
    const config = generateMotrConfig({
      ...model,
      nodes: model.nodes.map((node) => ({
        ...node,
        m0Servers: node.m0Servers.map((server) => ({ ...server, metaData: "/dev/it's $1" })),
      })),
    });
    expect(
      renderTexts(config, { node: 'ssc-1' }).get('sysconfig/motr/ssc-1/m0d-0x7200000000000001:0x2'),
    ).toContain('MOTR_BE_SEG_PATH="/dev/it\'s \\$1"\n');
  });
});

describe('the Consul agent configuration', () => {
  test('of a node with confd is that of a server, with a service per process and the watch on the leader', async () => {
    const files = await filesOf('01-one-node', 'ssc-1');
    expect(files.get('node-name')).toBe('ssc-1\n');
    expect(files.has('consul-client-conf/consul-client-conf.json')).toBe(false);
    const config = JSON.parse(
      files.get('consul-server-conf/consul-server-conf.json') ?? '',
    ) as AgentConfig;
    const { services, watches, ...rest } = config;
    expect(rest).toEqual({
      server: true,
      leave_on_terminate: true,
      enable_local_script_checks: true,
      limits: { http_max_conns_per_client: 800 },
    });
    expect(services.map(({ id, name, address, port }) => [id, name, address, port])).toEqual([
      ['0', 'hax', 'inet:tcp:192.168.10.1', 22001],
      ['1', 'confd', 'inet:tcp:192.168.10.1', 21001],
      ['2', 'ios', 'inet:tcp:192.168.10.1', 21002],
      ['3', 's3service', 'inet:tcp:192.168.10.1', 22501],
      ['4', 's3service', 'inet:tcp:192.168.10.1', 22502],
    ]);
    expect(services.map(({ meta }) => meta).slice(0, 2)).toEqual([
      {
        transport_type: 'libfab',
        http_port: '8008',
        http_protocol: 'http',
        ssl_cert_path: '',
        ssl_key_path: '',
      },
      { transport_type: 'libfab' },
    ]);
    const ending = (port: number): string[] => [
      '--port',
      String(port),
      '--host',
      '192.168.10.1',
      '--conf-dir',
      '/var/lib/hare',
    ];
    expect(services.map(({ checks }) => checks).slice(0, 4)).toEqual(
      [
        ['/opt/hare/libexec/check-service', '--hax', ...ending(22001)],
        ['/opt/hare/libexec/check-service', '--fid', '0x7200000000000001:0x1', ...ending(21001)],
        ['/opt/hare/libexec/check-service', '--fid', '0x7200000000000001:0x2', ...ending(21002)],
        [
          '/opt/hare/libexec/check-service',
          '--svc',
          'm0_client_other@0x7200000000000001:0x3',
          ...ending(22501),
        ],
      ].map((args) => [{ args, interval: '1s', timeout: '30s', status: 'warning' }]),
    );
    const toHax = (path: string): object => ({
      handler_type: 'http',
      http_handler_config: {
        path: `http://ssc-1:8008${path}`,
        method: 'POST',
        tls_skip_verify: true,
        timeout: '10s',
      },
    });
    expect(watches).toEqual([
      { type: 'keyprefix', prefix: 'bq/', ...toHax('/watcher/bq') },
      ...['hax', 'confd', 'ios', 's3service'].flatMap((service) => [
        { type: 'service', service, ...toHax('/') },
        {
          type: 'service',
          service,
          args: ['/opt/hare/libexec/consul-watch-handler', '--log-dir', '/var/log/hare'],
        },
      ]),
      {
        type: 'key',
        key: 'leader',
        args: [
          '/opt/hare/libexec/elect-rc-leader',
          '--conf-dir',
          '/var/lib/hare',
          '--log-dir',
          '/var/log/hare',
        ],
      },
    ]);
  });

  test('of a node without confd is that of a client, without a watch on the leader', async () => {
    const files = await filesOf('11-client-only-node', 'ssc-3');
    const config = JSON.parse(
      files.get('consul-client-conf/consul-client-conf.json') ?? '',
    ) as AgentConfig;
    expect(config.server).toBe(false);
    expect(config.services.map(({ name }) => name)).toEqual([
      'hax',
      's3service',
      's3service',
      's3service',
      's3service',
    ]);
    expect(config.watches.map(({ type }) => type)).toEqual([
      'keyprefix',
      'service',
      'service',
      'service',
      'service',
      'service',
      'service',
      'service',
      'service',
    ]);
  });

  test('with lnet the transfer machine is the port, so that address and port give the endpoint again', async () => {
    const files = await filesOf('15-lnet-default-ports', 'ssc-1');
    const { services } = JSON.parse(
      files.get('consul-server-conf/consul-server-conf.json') ?? '',
    ) as AgentConfig;
    expect(services.map(({ address, port, meta }) => [address, port, meta])).toContainEqual([
      '192.168.10.1@tcp:12345:4',
      2,
      { transport_type: 'lnet' },
    ]);
  });

  test('ids are unique even when one m0_server is confd and ios: it is found as confd', async () => {
    const model = await goldenModel('golden/01-one-node/cdf.yaml');
    const config = generateMotrConfig({
      ...model,
      nodes: model.nodes.map((node) => ({
        ...node,
        m0Servers: node.m0Servers
          .filter(({ data }) => data.length > 0)
          .map((server) => ({ ...server, runsConfd: true })),
      })),
    });
    const { services } = JSON.parse(
      renderTexts(config, { node: 'ssc-1' }).get('consul-server-conf/consul-server-conf.json') ??
        '',
    ) as AgentConfig;
    expect(services.map(({ id, name }) => `${id} ${name}`)).toEqual([
      '0 hax',
      '1 confd',
      '2 s3service',
      '3 s3service',
    ]);
  });
});

test('the protocol of hax is the one of its watches, and its certificate stands in its service', async () => {
  const config = generateMotrConfig(await goldenModel('golden/01-one-node/cdf.yaml'));
  const text = (haxHttp?: {
    readonly protocol: 'http' | 'https';
    readonly certificate: string;
  }): string =>
    renderTexts(config, { node: 'ssc-1', haxHttp }).get(
      'consul-server-conf/consul-server-conf.json',
    ) ?? '';
  const secure = JSON.parse(
    text({ protocol: 'https', certificate: '/etc/ssl/s3.pem' }),
  ) as AgentConfig;
  expect(secure.services.find(({ name }) => name === 'hax')?.meta).toMatchObject({
    http_protocol: 'https',
    ssl_cert_path: '/etc/ssl/s3.pem',
    ssl_key_path: '/etc/ssl/s3.pem',
  });
  expect(JSON.stringify(secure.watches)).not.toContain('http://');
  expect(JSON.stringify(secure.watches).match(/"https:\/\/[^"]*"/g)).toHaveLength(5);
  expect(text({ protocol: 'http', certificate: '/etc/ssl/s3.pem' })).toBe(text());
});
