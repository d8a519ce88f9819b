import { formatFid } from './fid.js';
import { kvJson } from './kv-json.js';
import type { ClusterController, ClusterNode, ClusterProcess, MotrConfig } from './motr-config.js';

const state = 'M0_NC_UNKNOWN';

/** Takes the next entry. */
export type PutEntry = (key: string, value: number | string) => void;

/**
 * The keys of a node by fid: its processes, their services, the devices of these; depth first, each
 * with a name and a state.
 */
export function putNodeTree(node: ClusterNode, put: PutEntry): void {
  const nodeKey = `m0conf/nodes/${formatFid(node.fid)}`;
  put(nodeKey, kvJson({ name: node.hostname, state }));
  for (const process of node.processes) {
    const processKey = `${nodeKey}/processes/${formatFid(process.fid)}`;
    put(processKey, kvJson({ name: kvProcessName(process), state }));
    for (const service of process.services) {
      const serviceKey = `${processKey}/services/${formatFid(service)}`;
      put(serviceKey, kvJson({ name: service.serviceType, state }));
      for (const { fid, path } of service.devices)
        put(`${serviceKey}/sdevs/${formatFid(fid)}`, kvJson({ path, state }));
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

/** The keys of site and rack. Returns that of the rack. */
export function putRack(config: MotrConfig, put: PutEntry): string {
  const siteKey = `m0conf/sites/${formatFid(config.site)}`;
  const rackKey = `${siteKey}/racks/${formatFid(config.rack)}`;
  put(siteKey, kvJson({ state }));
  put(rackKey, kvJson({ state }));
  return rackKey;
}

/** The keys of a node's hardware: enclosure, controllers, drives; depth first. */
export function putEnclosureTree(
  { fid, enclosure, controllers }: ClusterNode,
  rackKey: string,
  put: PutEntry,
): void {
  const enclosureKey = `${rackKey}/encls/${formatFid(enclosure)}`;
  put(enclosureKey, kvJson({ node: formatFid(fid), state }));
  for (const controller of controllers)
    putControllerTree(controller, `${enclosureKey}/ctrls/${formatFid(controller.fid)}`, put);
}

function putControllerTree(controller: ClusterController, key: string, put: PutEntry): void {
  put(key, kvJson({ state }));
  for (const { fid, sdev } of controller.drives)
    put(`${key}/drives/${formatFid(fid)}`, kvJson({ sdev: formatFid(sdev), state }));
}
