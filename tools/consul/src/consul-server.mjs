import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startGuarded } from './guarded-process.mjs';

/** One server of a cluster: its folder, its ports, and the process while it runs. */
export class ConsulServer {
  #binary;
  #folder;
  #process;

  constructor({ binary, folder, name, ports, joins, expected, acl, tls }) {
    this.#binary = binary;
    this.#folder = path.join(folder, name);
    this.address = `127.0.0.1:${ports.http}`;
    this.httpsAddress = tls === undefined ? undefined : `127.0.0.1:${ports.https}`;
    mkdirSync(path.join(this.#folder, 'data'), { recursive: true });
    writeFileSync(
      path.join(this.#folder, 'consul.json'),
      JSON.stringify(configuration({ name, ports, joins, expected, acl, tls }), undefined, 2),
    );
  }

  get pid() {
    return this.#process?.pid;
  }

  log() {
    try {
      return readFileSync(path.join(this.#folder, 'log'), 'utf8').slice(-4000);
    } catch {
      return '';
    }
  }

  async restart() {
    if (this.#process !== undefined)
      throw new Error(`Consul at ${this.address} runs already, process ${this.#process.pid}`);
    this.#process = await startGuarded(
      this.#binary,
      [
        'agent',
        '-config-file',
        path.join(this.#folder, 'consul.json'),
        '-data-dir',
        path.join(this.#folder, 'data'),
      ],
      path.join(this.#folder, 'log'),
    );
  }

  async kill() {
    const running = this.#process;
    this.#process = undefined;
    await running?.stop();
  }
}

function configuration({ name, ports, joins, expected, acl, tls }) {
  return {
    node_name: name,
    server: true,
    bootstrap_expect: expected,
    bind_addr: '127.0.0.1',
    client_addr: '127.0.0.1',
    ports: {
      http: ports.http,
      https: tls === undefined ? -1 : ports.https,
      dns: -1,
      grpc: -1,
      serf_lan: ports.serf,
      serf_wan: -1,
      server: ports.server,
    },
    retry_join: joins,
    retry_interval: '200ms',
    performance: { raft_multiplier: 1 },
    autopilot: { cleanup_dead_servers: false },
    disable_update_check: true,
    leave_on_terminate: false,
    skip_leave_on_interrupt: true,
    log_level: 'WARN',
    limits: { http_max_conns_per_client: 800 },
    ...(acl ? { acl: { enabled: true, default_policy: 'deny' } } : {}),
    ...(tls === undefined
      ? {}
      : {
          ca_file: tls.caFile,
          cert_file: tls.certFile,
          key_file: tls.keyFile,
          verify_incoming: false,
          verify_outgoing: false,
        }),
  };
}
