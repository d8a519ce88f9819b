import { createHash } from 'node:crypto';
import type { ClusterNode, MotrConfig } from './motr-config.js';

const nilUuid = '00000000-0000-0000-0000-000000000000';

/** A node's UUID in Motr: its machine-id, else the UUID v5 of cluster id and hostname. */
export function nodeUuid(
  config: MotrConfig,
  node: ClusterNode,
  clusterId: string = digestOfMachines(config),
): string {
  if (node.machineId !== undefined) return node.machineId;
  const namespace = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(clusterId)
    ? clusterId
    : uuidV5(nilUuid, clusterId);
  return uuidV5(namespace, node.hostname);
}

/**
 * Replaces an unknown cluster id: the digest of the sorted machine-ids, or of the hostnames of
 * nodes without.
 */
function digestOfMachines(config: MotrConfig): string {
  const names = config.nodes.map(({ machineId, hostname }) => machineId ?? hostname).sort();
  return createHash('sha256').update(names.join('\n')).digest('hex');
}

/** The UUID (RFC 4122, version 5) of a name in a namespace, which is a UUID itself. */
function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  const bytes = hash.subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
