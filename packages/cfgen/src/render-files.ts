import type { KvEntry } from '@hare/base';
import type { MotrConfig } from './motr-config.js';
import { renderObjects } from './render-objects.js';
import { renderConsulAgentConfig, type AgentPlaces } from './render-consul-agent-config.js';
import { renderConsulAgents } from './render-consul-agents.js';
import { ConfigFiles, type FilePiece } from './config-files.js';
import { kvEntries, renderConsulKv } from './kv-entries.js';
import { renderSysconfig } from './render-sysconfig.js';
import { noSuchNode } from './which-node.js';

export interface RenderOptions extends Partial<AgentPlaces> {
  /**
   * Hostname of the node that the folder is for; absent: only the files that all nodes have in
   * common.
   */
  readonly node?: string | undefined;
  /** The keys for the KV, if they exist already. */
  readonly entries?: Iterable<KvEntry> | undefined;
  /** For the UUIDs of nodes without machine-id. */
  readonly clusterId?: string | undefined;
}

/** Default places. */
export const defaultPlaces: AgentPlaces = {
  prefix: '/opt/seagate/cortx/hare',
  confDir: '/var/lib/hare',
  logDir: '/var/log/seagate/hare',
};

/**
 * All files of a configuration: what every node has, and for one node its `node-name`, its sysconfig
 * files and its Consul agent configuration.
 * @throws HareError `CFGEN_NO_NODE` when the cluster has no such node
 */
export function renderFiles(config: MotrConfig, options: RenderOptions = {}): ConfigFiles {
  const small = new Map([
    ['consul-agents.json', renderConsulAgents(config)],
    ...(options.node === undefined ? [] : filesOfNode(config, options.node, options)),
  ]);
  return new ConfigFiles(
    ['confd.xc', 'confd.cg', 'confd.dhall', 'consul-kv.json', ...small.keys()],
    function* () {
      yield* renderObjects(config);
      yield* renderConsulKv(options.entries ?? kvEntries(config));
      yield* small;
    },
  );
}

function filesOfNode(
  config: MotrConfig,
  hostname: string,
  options: RenderOptions,
): readonly FilePiece[] {
  const node = config.nodes.find((each) => each.hostname === hostname);
  if (node === undefined) throw noSuchNode(hostname, config.nodes);
  const { path, text } = renderConsulAgentConfig(node, {
    prefix: options.prefix ?? defaultPlaces.prefix,
    confDir: options.confDir ?? defaultPlaces.confDir,
    logDir: options.logDir ?? defaultPlaces.logDir,
    haxHttp: options.haxHttp,
  });
  return [
    ['node-name', `${node.hostname}\n`],
    ...renderSysconfig(config, node, options.clusterId),
    [path, text],
  ];
}
