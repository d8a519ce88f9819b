import type { CdfFormat } from './to-document.js';
import type { YamlNode } from './read-yaml.js';

const only2022 = ['create_aux', 'generate_formulaic_pvers', 'fdmi_filters'];
const only2022InNodes = [
  'machine_id',
  'node_group',
  'processorcount',
  'memorysize_mb',
  'data_iface_ip_addr',
  'network_ports',
];

/** The format that a CDF is written in: 2022 as soon as anything in it needs that, else 2021. */
export function detectFormat(root: YamlNode): CdfFormat {
  if (only2022.some((name) => member(root, name) !== undefined)) return '2022';
  return items(member(root, 'nodes')).some(is2022Node) ? '2022' : '2021';
}

function is2022Node(node: YamlNode): boolean {
  if (
    only2022InNodes.some((name) => member(node, name) !== undefined) ||
    member(node, 'm0_clients')?.kind === 'list'
  )
    return true;
  return items(member(node, 'm0_servers')).some((server) => {
    const disks = member(server, 'io_disks');
    return ['data', 'log'].some((name) =>
      items(disks && member(disks, name)).some((drive) => drive.kind === 'map'),
    );
  });
}

function member(node: YamlNode, name: string): YamlNode | undefined {
  return node.kind === 'map' ? node.entries.get(name)?.node : undefined;
}

function items(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}
