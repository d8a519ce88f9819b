import { execFileSync } from 'node:child_process';
import path from 'node:path';

/**
 * A certificate authority and a server certificate for localhost and 127.0.0.1, made by Consul
 * itself.
 */
export function makeCertificates(binary, folder) {
  const run = (...args) => execFileSync(binary, ['tls', ...args], { cwd: folder, stdio: 'pipe' });
  run('ca', 'create');
  run(
    'cert',
    'create',
    '-server',
    '-additional-dnsname',
    'localhost',
    '-additional-ipaddress',
    '127.0.0.1',
  );
  return {
    caFile: path.join(folder, 'consul-agent-ca.pem'),
    certFile: path.join(folder, 'dc1-server-consul-0.pem'),
    keyFile: path.join(folder, 'dc1-server-consul-0-key.pem'),
  };
}
