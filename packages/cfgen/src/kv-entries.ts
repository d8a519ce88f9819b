import type { KvEntry } from '@hare/base';
import { formatFid } from './fid.js';
import { joinedBy } from './joined-by.js';
import { kvJson } from './kv-json.js';
import { kvNodeTree, kvSiteTree } from './kv-trees.js';
import type { ClusterNode, ClusterProcess, MotrConfig } from './motr-config.js';
import { objectTypes } from './object-type.js';

/**
 * The keys that the configuration puts into the KV, in Hare's order: family by family, each for all
 * nodes, the two trees depth first. A process has one `endpoint` entry per service, so keys repeat;
 * in a KV they are one key.
 */
export function* kvEntries(config: MotrConfig): Generator<KvEntry> {
  yield* clusterState(config);
  for (const node of config.nodes)
    yield { key: `ports/${node.hostname}/hax`, value: kvJson({ http: node.haxHttpPort }) };
  yield { key: 'm0_client_types', value: kvJson(config.clientTypes) };
  for (const { machineId, hostname } of config.nodes) {
    if (machineId === undefined) continue;
    yield { key: machineId, value: hostname };
    yield { key: hostname, value: machineId };
  }
  for (const pool of config.pools)
    if (pool.type === 'sns')
      yield { key: `m0conf/pools/${formatFid(pool.fid)}`, value: pool.name ?? '' };
  for (const { fid, name, pools } of config.profiles)
    yield {
      key: `m0conf/profiles/${formatFid(fid)}`,
      value: kvJson({ name, pools: pools.map((pool) => pool.name ?? null) }),
    };
  yield* perProcess(config, serviceKeys);
  yield* perProcess(config, metaData);
  yield* perProcess(config, log);
  yield* perProcess(config, endpoints);
  for (const node of config.nodes) yield* kvNodeTree(node);
  yield* kvSiteTree(config);
}

function* clusterState(config: MotrConfig): Generator<KvEntry> {
  yield { key: 'epoch', value: 1 };
  yield { key: 'eq-epoch', value: 1 };
  yield { key: 'leader', value: '' };
  for (const type of objectTypes) {
    yield { key: `last_base_fid_key/${type}`, value: config.nextKeys[type] };
    yield { key: `last_dynamic_fid_key/${type}`, value: 0 };
  }
  yield { key: 'failvec', value: '' };
  for (const health of ['healthy', 'degraded', 'critical', 'damaged'])
    yield { key: `bytecount/${health}`, value: 0 };
}

type ProcessKeys = (process: ClusterProcess, prefix: string) => Iterable<KvEntry>;

function* perProcess(config: MotrConfig, family: ProcessKeys): Generator<KvEntry> {
  for (const node of config.nodes)
    for (const process of node.processes) yield* family(process, processPrefix(node, process));
}

function processPrefix(node: ClusterNode, process: ClusterProcess): string {
  return `m0conf/nodes/${node.hostname}/processes/${process.fid.key}`;
}

function* serviceKeys(process: ClusterProcess, prefix: string): Generator<KvEntry> {
  for (const { serviceType, key } of process.services)
    yield { key: `${prefix}/services/${serviceType}`, value: key };
  if (process.kind === 'client')
    yield { key: `${prefix}/services/${process.clientName}`, value: process.extraServiceKey };
}

function* metaData(process: ClusterProcess, prefix: string): Generator<KvEntry> {
  if (process.kind === 'm0_server' && process.metaData !== undefined)
    yield { key: `${prefix}/meta_data`, value: process.metaData };
}

function* log(process: ClusterProcess, prefix: string): Generator<KvEntry> {
  if (process.kind === 'm0_server' && process.log !== undefined)
    yield {
      key: `${prefix}/log`,
      value: kvJson({ path: process.log.path, size: process.log.sizeBytes }),
    };
}

function* endpoints(process: ClusterProcess, prefix: string): Generator<KvEntry> {
  const count = process.services.length + (process.kind === 'client' ? 1 : 0);
  for (let index = 0; index < count; index += 1)
    yield { key: `${prefix}/endpoint`, value: process.endpoint.text };
}

/** The KV entries as a JSON file (`consul-kv.json`). */
export function renderConsulKv(
  config: MotrConfig,
  entries: Iterable<KvEntry> = kvEntries(config),
): string {
  const items = joinedBy(',\n');
  for (const { key, value } of entries)
    items.add(
      `  {\n    "key": ${JSON.stringify(key)},\n    "value": ${JSON.stringify(value)}\n  }`,
    );
  return `[\n${items.text()}\n]\n`;
}
