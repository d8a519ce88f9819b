import type { KvEntry } from '@hare/base';

export interface SampleSize {
  readonly nodes: number;
  readonly drives: number;
  /** Whether the drives of each node are numbered backwards. */
  readonly reversed?: boolean;
  /** Text in the pool's name: another variant is another configuration. */
  readonly variant?: string;
}

const state = 'M0_NC_UNKNOWN';

/**
 * A configuration in the shape of Hare's, of any size: what `hare-cfgen` writes to consul-kv.json,
 * reduced to one service a node.
 */
export function sampleConfiguration({
  nodes,
  drives,
  reversed = false,
  variant = 'tier1',
}: SampleSize): readonly KvEntry[] {
  const entries: KvEntry[] = [
    { key: 'epoch', value: 1 },
    { key: 'eq-epoch', value: 1 },
    { key: 'leader', value: '' },
    { key: 'failvec', value: '' },
    { key: 'bytecount/healthy', value: 0 },
    { key: 'last_base_fid_key/sdev', value: nodes * drives },
    { key: 'last_dynamic_fid_key/sdev', value: 0 },
    { key: 'm0_client_types', value: '["m0_client_other"]' },
    { key: 'm0conf/pools/0x6f00000000000001:0x0', value: variant },
  ];
  const site = 'm0conf/sites/0x5300000000000001:0x0';
  for (let node = 0; node < nodes; node += 1) {
    const host = `ssc-${node}`;
    const machine = (node + 1).toString(16).padStart(32, '0');
    const nodeFid = `0x6e00000000000001:0x${node.toString(16)}`;
    const processKey = `m0conf/nodes/${nodeFid}/processes/0x7200000000000001:0x${node.toString(16)}`;
    const serviceKey = `${processKey}/services/0x7300000000000001:0x${node.toString(16)}`;
    entries.push(
      { key: `ports/${host}/hax`, value: '{"http": 8008}' },
      { key: machine, value: host },
      { key: host, value: machine },
    );
    entries.push(
      { key: `m0conf/nodes/${host}/processes/${node}/services/ios`, value: node },
      {
        key: `m0conf/nodes/${host}/processes/${node}/endpoint`,
        value: `inet:tcp:192.168.10.${node}@21002`,
      },
    );
    entries.push(
      { key: `m0conf/nodes/${nodeFid}`, value: `{"name": "${host}", "state": "${state}"}` },
      { key: processKey, value: `{"name": "m0_server", "state": "${state}"}` },
      { key: serviceKey, value: `{"name": "ios", "state": "${state}"}` },
    );
    for (let drive = 0; drive < drives; drive += 1) {
      const key = (node * drives + (reversed ? drives - 1 - drive : drive)).toString(16);
      entries.push({
        key: `${serviceKey}/sdevs/0x6400000000000001:0x${key}`,
        value: `{"path": "/dev/sd${drive}", "state": "${state}"}`,
      });
      entries.push({
        key: `${site}/racks/0x6100000000000001:0x0/encls/0x6500000000000001:0x${node.toString(16)}/ctrls/0x6300000000000001:0x${node.toString(16)}/drives/0x6b00000000000001:0x${key}`,
        value: `{"sdev": "0x6400000000000001:0x${key}", "state": "${state}"}`,
      });
    }
  }
  return entries;
}
