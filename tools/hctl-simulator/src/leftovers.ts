import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { SimulatedCluster } from './simulated-cluster.js';

export interface Leftovers {
  readonly root: string;
  readonly cluster: SimulatedCluster;
  /**
   * The folder of generated configuration: below the root, /var/lib/hare. Without one nothing is
   * known to write.
   */
  readonly folder: string;
  readonly mkfs: boolean;
}

/**
 * The files that a bootstrap writes on its machine besides the KV, and that nothing removes: some
 * of them the next bootstrap without --mkfs uses.
 */
export function writeLeftovers({ root, cluster, folder, mkfs }: Leftovers): void {
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const nodeName = readFileSync(path.join(folder, 'node-name'), 'utf8').trim();
  const node = cluster.nodes.find(({ name }) => name === nodeName);
  if (node === undefined) return;
  write(
    'var/lib/hare/consul-env',
    `NODE=${nodeName}\nMODE=server\nBIND=127.0.0.1\nCLIENT=127.0.0.1\n`,
  );
  write(`var/lib/hare/consul-data-${nodeName}/node-id`, '00000000-0000-4000-8000-000000000000');
  mkdirSync(path.join(root, 'etc/motr'), { recursive: true });
  copyFileSync(path.join(folder, 'confd.xc'), path.join(root, 'etc/motr/confd.xc'));
  write('etc/sysconfig/motr-kernel', "MOTR_DEVICE_NAME='/dev/null'\n");
  for (const [kind, at] of [
    ['motr', 'm0d-'],
    ['', ''],
  ] as const)
    copySysconfig(path.join(folder, 'sysconfig', kind), nodeName, at, root);
  if (mkfs) remakeAgentFiles(folder, nodeName, write);
}

/** `sysconfig/motr/HOST/m0d-FID` → `/etc/sysconfig/m0d-FID`, and those of clients. */
function copySysconfig(folder: string, host: string, begin: string, root: string): void {
  if (!existsSync(folder)) return;
  mkdirSync(path.join(root, 'etc/sysconfig'), { recursive: true });
  const folders =
    begin === ''
      ? readdirSync(folder)
          .filter((name) => name !== 'motr')
          .map((name) => path.join(folder, name, host))
      : [path.join(folder, host)];
  for (const each of folders.filter((name) => existsSync(name)))
    for (const name of readdirSync(each))
      if (name.startsWith(begin))
        copyFileSync(path.join(each, name), path.join(root, 'etc/sysconfig', name));
}

interface AgentConfig {
  readonly services: readonly {
    readonly address: string;
    readonly checks: readonly { readonly args: string[] }[];
  }[];
  readonly watches: readonly { readonly http_handler_config?: { path: string } }[];
}

/**
 * The agent's configuration, as hctl makes it with --mkfs only: checks ask the address of the
 * endpoint, watches the host name; it is spaced in its own way.
 */
function remakeAgentFiles(
  folder: string,
  host: string,
  write: (file: string, text: string) => void,
): void {
  for (const name of ['consul-server-conf', 'consul-client-conf']) {
    const file = path.join(folder, name, `${name}.json`);
    if (!existsSync(file)) continue;
    const config = JSON.parse(readFileSync(file, 'utf8')) as AgentConfig;
    for (const { address, checks } of config.services)
      for (const { args } of checks)
        args[args.indexOf('--host') + 1] = address.replace(/^inet:[^:]+:|@.*$/g, '');
    for (const { http_handler_config: handler } of config.watches)
      if (handler !== undefined) handler.path = handler.path.replace(/\/\/[^/:]+:/, `//${host}:`);
    writeFileSync(file, `${JSON.stringify(config, undefined, 4)}\n`);
    write(`etc/consul.d/${name}.json`, JSON.stringify(config));
  }
}
