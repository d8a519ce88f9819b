import type { KvEntry } from '@hare/base';
import { formatFid } from './fid.js';
import { kvJson } from './kv-json.js';
import type { ClusterController, ClusterNode, ClusterProcess, MotrConfig } from './motr-config.js';

const state = 'M0_NC_UNKNOWN';

/**
 * The keys of a node by fid: its processes, their services, the devices of these; depth first, each
 * with a name and a state.
 */
export function* kvNodeTree(node: ClusterNode): Generator<KvEntry> {
  const nodeKey = `m0conf/nodes/${formatFid(node.fid)}`;
  yield { key: nodeKey, value: kvJson({ name: node.hostname, state }) };
  for (const process of node.processes) {
    const processKey = `${nodeKey}/processes/${formatFid(process.fid)}`;
    yield { key: processKey, value: kvJson({ name: kvProcessName(process), state }) };
    for (const service of process.services) {
      const serviceKey = `${processKey}/services/${formatFid(service)}`;
      yield { key: serviceKey, value: kvJson({ name: service.serviceType, state }) };
      for (const { fid, path } of service.devices)
        yield { key: `${serviceKey}/sdevs/${formatFid(fid)}`, value: kvJson({ path, state }) };
    }
  }
}

/**
 * The name of a process in the KV: `hax`, `m0_server`, `m0_client_s3` for a client of that name,
 * else `m0_client_other`.
 */
export function kvProcessName(
  process: ClusterProcess,
): 'hax' | 'm0_server' | 'm0_client_s3' | 'm0_client_other' {
  if (process.kind !== 'client') return process.kind;
  return process.clientName === 'm0_client_s3' ? 'm0_client_s3' : 'm0_client_other';
}

/** The keys of the hardware: site, rack, enclosures, controllers, drives; depth first. */
export function* kvSiteTree(config: MotrConfig): Generator<KvEntry> {
  const siteKey = `m0conf/sites/${formatFid(config.site)}`;
  const rackKey = `${siteKey}/racks/${formatFid(config.rack)}`;
  yield { key: siteKey, value: kvJson({ state }) };
  yield { key: rackKey, value: kvJson({ state }) };
  for (const { fid, enclosure, controllers } of config.nodes) {
    const enclosureKey = `${rackKey}/encls/${formatFid(enclosure)}`;
    yield { key: enclosureKey, value: kvJson({ node: formatFid(fid), state }) };
    for (const controller of controllers)
      yield* controllerTree(controller, `${enclosureKey}/ctrls/${formatFid(controller.fid)}`);
  }
}

function* controllerTree(controller: ClusterController, key: string): Generator<KvEntry> {
  yield { key, value: kvJson({ state }) };
  for (const { fid, sdev } of controller.drives)
    yield {
      key: `${key}/drives/${formatFid(fid)}`,
      value: kvJson({ sdev: formatFid(sdev), state }),
    };
}
