import { HareError, type KvEntry } from '@hare/base';
import type { MotrConfig } from './motr-config.js';
import { renderObjects } from './render-objects.js';
import { renderConsulAgentConfig, type AgentPlaces } from './render-consul-agent-config.js';
import { renderConsulAgents } from './render-consul-agents.js';
import { renderConsulKv } from './kv-entries.js';
import { renderDhall } from './render-dhall.js';
import { renderSysconfig } from './render-sysconfig.js';

export interface RenderOptions extends Partial<AgentPlaces> {
  /**
   * Hostname of the node that the folder is for; absent: only the files that all nodes have in
   * common.
   */
  readonly node?: string | undefined;
  /** The keys for the KV, where they are made already. */
  readonly entries?: readonly KvEntry[] | undefined;
  /** For the UUIDs of nodes without machine-id. */
  readonly clusterId?: string | undefined;
}

/** Where things are when nobody says otherwise. */
export const defaultPlaces: AgentPlaces = {
  prefix: '/opt/seagate/cortx/hare',
  confDir: '/var/lib/hare',
  logDir: '/var/log/seagate/hare',
};

/**
 * All files of a configuration, path under the configuration folder → text: what every node has,
 * and for one node its `node-name`, its sysconfig files and its Consul agent configuration.
 * @throws HareError `CFGEN_NO_NODE` when the cluster has no such node
 */
export function renderFiles(config: MotrConfig, options: RenderOptions = {}): Map<string, string> {
  const { xcode, confgen } = renderObjects(config);
  const files = new Map([
    ['confd.xc', xcode],
    ['confd.cg', confgen],
    ['confd.dhall', renderDhall(confgen)],
    ['consul-kv.json', renderConsulKv(config, options.entries)],
    ['consul-agents.json', renderConsulAgents(config)],
  ]);
  if (options.node === undefined) return files;
  const node = config.nodes.find(({ hostname }) => hostname === options.node);
  if (node === undefined)
    throw new HareError('CFGEN_NO_NODE', `node ${options.node} is not in the cluster`, {
      hint: `use one of ${config.nodes
        .slice(0, 20)
        .map(({ hostname }) => hostname)
        .join(', ')}${config.nodes.length > 20 ? ', …' : ''}`,
    });
  files.set('node-name', `${node.hostname}\n`);
  for (const [path, text] of renderSysconfig(config, node, options.clusterId))
    files.set(path, text);
  const { path, text } = renderConsulAgentConfig(node, {
    prefix: options.prefix ?? defaultPlaces.prefix,
    confDir: options.confDir ?? defaultPlaces.confDir,
    logDir: options.logDir ?? defaultPlaces.logDir,
    haxHttp: options.haxHttp,
  });
  return files.set(path, text);
}
