import { formatFid } from './fid.js';
import type { ClientProcess, ClusterNode, MotrConfig, ServerProcess } from './motr-config.js';
import { nodeUuid } from './node-uuid.js';

/**
 * The environment files of a node's m0_servers and clients, path under the configuration folder →
 * text of `NAME='value'` lines.
 */
export function renderSysconfig(
  config: MotrConfig,
  node: ClusterNode,
  clusterId?: string,
): Map<string, string> {
  const files = new Map<string, string>();
  const haxEndpoint = node.processes.find(({ kind }) => kind === 'hax')?.endpoint.text ?? '';
  const uuid = nodeUuid(config, node, clusterId);
  let clientPort = 28071;
  for (const process of node.processes) {
    if (process.kind === 'm0_server')
      files.set(
        `sysconfig/motr/${node.hostname}/m0d-${formatFid(process.fid)}`,
        lines(serverSettings(process, haxEndpoint, uuid)),
      );
    if (process.kind === 'client') {
      files.set(
        `sysconfig/${process.clientName}/${node.hostname}/${process.clientName}-${formatFid(process.fid)}`,
        lines(clientSettings(config, process, haxEndpoint, clientPort)),
      );
      clientPort += 1;
    }
  }
  return files;
}

type Settings = readonly (readonly [name: string, value: string | number])[];

function serverSettings(process: ServerProcess, haxEndpoint: string, uuid: string): Settings {
  return [
    ['MOTR_M0D_EP', process.endpoint.text],
    ['MOTR_HA_EP', haxEndpoint],
    ['MOTR_PROCESS_FID', formatFid(process.fid)],
    ...(process.runsConfd ? ([['MOTR_CONF_XC', '/etc/motr/confd.xc']] as const) : []),
    ...(process.metaData === undefined ? [] : ([['MOTR_BE_SEG_PATH', process.metaData]] as const)),
    ['MOTR_NODE_UUID', uuid],
    ...(process.log === undefined
      ? []
      : ([
          ['MOTR_LOG_PATH', process.log.path],
          ['MOTR_LOG_SIZE', process.log.sizeBytes],
        ] as const)),
  ];
}

function clientSettings(
  config: MotrConfig,
  process: ClientProcess,
  haxEndpoint: string,
  port: number,
): Settings {
  const [profile] = config.profiles;
  return [
    ...(profile === undefined ? [] : ([['MOTR_PROFILE_FID', formatFid(profile.fid)]] as const)),
    ['MOTR_CLIENT_EP', process.endpoint.text],
    ['MOTR_HA_EP', haxEndpoint],
    ['MOTR_PROCESS_FID', formatFid(process.fid)],
    ['MOTR_CLIENT_PORT', port],
  ];
}

function lines(settings: Settings): string {
  return settings.map(([name, value]) => `${name}=${quote(String(value))}\n`).join('');
}

/**
 * Single quotes; a value that contains one is put into double quotes, which both the shell and
 * systemd read the same way.
 */
function quote(value: string): string {
  return value.includes("'") ? `"${value.replace(/[\\"$`]/g, '\\$&')}"` : `'${value}'`;
}
