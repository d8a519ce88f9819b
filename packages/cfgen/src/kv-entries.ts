import type { KvEntry } from '@hare/base';
import { formatFid } from './fid.js';
import type { FilePiece } from './config-files.js';
import { inChunks } from './in-chunks.js';
import { kvJson } from './kv-json.js';
import { putEnclosureTree, putNodeTree, putRack, type PutEntry } from './kv-trees.js';
import type { ClusterProcess, MotrConfig } from './motr-config.js';
import { objectTypes } from './object-type.js';

/**
 * The keys that the configuration puts into the KV, in Hare's order: family by family, each for all
 * nodes, the two trees depth first. A process has one `endpoint` entry per service, so keys repeat;
 * in a KV they are one key. For a large cluster they are a million: keep them only where they are
 * needed together.
 */
export function* kvEntries(config: MotrConfig): Generator<KvEntry> {
  const entries: KvEntry[] = [];
  const put: PutEntry = (key, value) => entries.push({ key, value });
  putClusterState(config, put);
  for (const node of config.nodes)
    put(`ports/${node.hostname}/hax`, kvJson({ http: node.haxHttpPort }));
  put('m0_client_types', kvJson(config.clientTypes));
  for (const { machineId, hostname } of config.nodes) {
    if (machineId === undefined) continue;
    put(machineId, hostname);
    put(hostname, machineId);
  }
  for (const pool of config.pools)
    if (pool.type === 'sns') put(`m0conf/pools/${formatFid(pool.fid)}`, pool.name ?? '');
  for (const { fid, name, pools } of config.profiles)
    put(
      `m0conf/profiles/${formatFid(fid)}`,
      kvJson({ name, pools: pools.map((pool) => pool.name ?? null) }),
    );
  for (const putFamily of [putServiceKeys, putMetaData, putLog, putEndpoints])
    for (const { hostname, processes } of config.nodes)
      for (const process of processes) {
        putFamily(process, `m0conf/nodes/${hostname}/processes/${process.fid.key}`, put);
        yield* entries.splice(0);
      }
  for (const node of config.nodes) {
    putNodeTree(node, put);
    yield* entries.splice(0);
  }
  const rackKey = putRack(config, put);
  for (const node of config.nodes) {
    putEnclosureTree(node, rackKey, put);
    yield* entries.splice(0);
  }
}

function putClusterState(config: MotrConfig, put: PutEntry): void {
  put('epoch', 1);
  put('eq-epoch', 1);
  put('leader', '');
  for (const type of objectTypes) {
    put(`last_base_fid_key/${type}`, config.nextKeys[type]);
    put(`last_dynamic_fid_key/${type}`, 0);
  }
  put('failvec', '');
  for (const health of ['healthy', 'degraded', 'critical', 'damaged'])
    put(`bytecount/${health}`, 0);
}

type PutKeys = (process: ClusterProcess, prefix: string, put: PutEntry) => void;

const putServiceKeys: PutKeys = (process, prefix, put) => {
  for (const { serviceType, key } of process.services)
    put(`${prefix}/services/${serviceType}`, key);
  if (process.kind === 'client')
    put(`${prefix}/services/${process.clientName}`, process.extraServiceKey);
};

const putMetaData: PutKeys = (process, prefix, put) => {
  if (process.kind === 'm0_server' && process.metaData !== undefined)
    put(`${prefix}/meta_data`, process.metaData);
};

const putLog: PutKeys = (process, prefix, put) => {
  if (process.kind === 'm0_server' && process.log !== undefined)
    put(`${prefix}/log`, kvJson({ path: process.log.path, size: process.log.sizeBytes }));
};

const putEndpoints: PutKeys = (process, prefix, put) => {
  const count = process.services.length + (process.kind === 'client' ? 1 : 0);
  for (let index = 0; index < count; index += 1) put(`${prefix}/endpoint`, process.endpoint.text);
};

/** The KV entries as a JSON file. */
export function* renderConsulKv(entries: Iterable<KvEntry>): Generator<FilePiece> {
  let before = '[\n';
  for (const chunk of inChunks(entries)) {
    const items = chunk.map(
      ({ key, value }) =>
        `  {\n    "key": ${JSON.stringify(key)},\n    "value": ${JSON.stringify(value)}\n  }`,
    );
    yield ['consul-kv.json', before + items.join(',\n')];
    before = ',\n';
  }
  yield ['consul-kv.json', '\n]\n'];
}
