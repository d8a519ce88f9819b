import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal.js';
import type { SimulatedCluster, SimulatedService } from './simulated-cluster.js';

/** The files without which `hctl bootstrap -c DIR` cannot work. */
const needed = ['confd.xc', 'consul-agents.json', 'consul-kv.json', 'node-name'];

/**
 * The cluster of generated configuration in a folder: of its `consul-kv.json`, as Hare itself reads
 * it. @throws Refusal
 */
export function clusterOfConfig(folder: string, usedFolder = folder): SimulatedCluster {
  return clusterOfKv(readConfiguredKeys(folder, usedFolder));
}

/**
 * What `hctl bootstrap -c DIR` imports to the KV: `consul-kv.json`. DIR must have all files, and
 * what is read is that of `usedFolder`: /var/lib/hare, whatever DIR is. @throws Refusal
 */
export function readConfiguredKeys(folder: string, usedFolder = folder): readonly KeyValue[] {
  const missing = needed.filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length > 0) throw new Refusal(`${folder} has no ${missing.join(', no ')}`);
  for (const name of ['node-name', 'consul-kv.json', 'confd.xc'])
    if (!existsSync(path.join(usedFolder, name)))
      throw new Refusal(`cat: ${path.join(usedFolder, name)}: No such file or directory`);
  return JSON.parse(
    readFileSync(path.join(usedFolder, 'consul-kv.json'), 'utf8'),
  ) as readonly KeyValue[];
}

/** One key of `consul-kv.json`. */
export interface KeyValue {
  readonly key: string;
  readonly value: string | number;
}

/** The cluster that a KV describes. */
export function clusterOfKv(pairs: readonly KeyValue[]): SimulatedCluster {
  const kv = new Map(pairs.map(({ key, value }) => [key, String(value)]));
  const keys = [...kv.keys()];
  const nodeFids = matches(keys, /^m0conf\/nodes\/(0x6e[0-9a-f]+:0x[0-9a-f]+)$/);
  return {
    nodes: nodeFids.map((fid) => {
      const { name } = JSON.parse(kv.get(`m0conf/nodes/${fid}`) ?? '{}') as { name: string };
      return { name, services: servicesOf(name, keys, kv), devices: devicesOf(fid, keys, kv) };
    }),
    pools: matches(keys, /^m0conf\/pools\/([^/]+)$/).map((fid) => ({
      fid,
      name: kv.get(`m0conf/pools/${fid}`) ?? '',
    })),
    profiles: matches(keys, /^m0conf\/profiles\/([^/]+)$/).map((fid) => {
      const { name, pools } = JSON.parse(kv.get(`m0conf/profiles/${fid}`) ?? '{}') as {
        name: string;
        pools: (string | null)[];
      };
      return { fid, name, pools: pools.filter((pool) => pool !== null) };
    }),
  };
}

function matches(keys: readonly string[], pattern: RegExp): string[] {
  return [...new Set(keys.flatMap((key) => pattern.exec(key)?.[1] ?? []))];
}

/** Service types of every client; the only other type is the client's name. */
const clientTypes: ReadonlySet<string> = new Set(['rms', 'dtm0', 'fis']);

function servicesOf(
  host: string,
  keys: readonly string[],
  kv: ReadonlyMap<string, string>,
): SimulatedCluster['nodes'][number]['services'] {
  const prefix = `m0conf/nodes/${host}/processes/`;
  const processes = new Set(
    keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length).split('/')[0] ?? ''),
  );
  return [...processes].flatMap((key) => {
    const types = keys
      .filter((other) => other.startsWith(`${prefix}${key}/services/`))
      .map((other) => other.slice(`${prefix}${key}/services/`.length));
    const fid = `0x7200000000000001:0x${Number(key).toString(16)}`;
    const ep = kv.get(`${prefix}${key}/endpoint`) ?? '';
    return namesOf(types).map(([name, kind]) => ({ name, fid, ep, kind }));
  });
}

function namesOf(
  types: readonly string[],
): readonly (readonly [string, SimulatedService['kind']])[] {
  if (types.includes('ha')) return [['hax', 'server']];
  const servers = [
    ...(types.includes('confd') ? [['confd', 'server'] as const] : []),
    ...(types.includes('ios') ? [['ioservice', 'server'] as const] : []),
  ];
  if (servers.length > 0) return servers;
  return types
    .filter((type) => !clientTypes.has(type))
    .map(
      (name) =>
        [
          name === 'm0_client_s3' ? 's3server' : name,
          ['m0_client_s3', 'rgw_s3', 's3'].includes(name) ? 'client' : 'slot',
        ] as const,
    );
}

function devicesOf(
  nodeFid: string,
  keys: readonly string[],
  kv: ReadonlyMap<string, string>,
): SimulatedCluster['nodes'][number]['devices'] {
  const sdevs = keys.filter(
    (key) => key.startsWith(`m0conf/nodes/${nodeFid}/`) && /\/sdevs\/[^/]+$/.test(key),
  );
  return sdevs.map((key) => {
    const { path: device } = JSON.parse(kv.get(key) ?? '{}') as { path: string };
    return {
      path: device,
      holds: isMetadata(key, nodeFid, keys, kv) ? ('metadata' as const) : ('data' as const),
    };
  });
}

/**
 * The sdevs of the CAS service are for metadata: it is the one service of a process that the tree
 * by host calls `cas`.
 */
function isMetadata(
  sdevKey: string,
  nodeFid: string,
  keys: readonly string[],
  kv: ReadonlyMap<string, string>,
): boolean {
  const [, process = '', service = ''] =
    /\/processes\/[^:]+:(0x[0-9a-f]+)\/services\/[^:]+:(0x[0-9a-f]+)\//.exec(sdevKey) ?? [];
  const { name } = JSON.parse(kv.get(`m0conf/nodes/${nodeFid}`) ?? '{}') as { name: string };
  return keys.some(
    (key) =>
      key === `m0conf/nodes/${name}/processes/${Number(process)}/services/cas` &&
      kv.get(key) === String(Number(service)),
  );
}
