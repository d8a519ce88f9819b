#!/usr/bin/env node
/**
 * `node tools/consul/consul.mjs path | build | start [--servers 3] [--acl] [--tls]`: the Consul of
 * the tests, by hand.
 */
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { buildConsul, consulVersion, findConsul, startConsul } from './src/index.mjs';

const usage = `usage: node tools/consul/consul.mjs COMMAND
  path                               print the program's path; build it when there is none
  build                              build it into the cache, also when another is on PATH
  start [--servers 3] [--acl] [--tls]  run until interrupted; prints the addresses`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    servers: { type: 'string', default: '1' },
    acl: { type: 'boolean', default: false },
    tls: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const log = (line) => console.error(line);

async function program() {
  const found = await findConsul();
  if (found !== undefined) return found;
  const binary = await buildConsul({ log });
  return { binary, version: await consulVersion(binary) };
}

if (values.help) console.log(usage);
else if (positionals[0] === 'path') {
  const { binary, version } = await program();
  log(`Consul ${version}`);
  console.log(binary);
} else if (positionals[0] === 'build') {
  console.log(await buildConsul({ log }));
} else if (positionals[0] === 'start') {
  const { binary } = await program();
  const cluster = await startConsul({
    binary,
    servers: Number(values.servers),
    acl: values.acl,
    tls: values.tls,
  });
  for (const server of cluster.servers)
    console.log(
      `consul://${server.address}/${server.httpsAddress === undefined ? '' : `  https ${server.httpsAddress}, authority ${cluster.caFile}`}`,
    );
  if (cluster.token !== undefined) console.log(`token ${cluster.token}`);
  const keep = setInterval(() => undefined, 60_000);
  const stop = () => void cluster.stop().then(() => clearInterval(keep));
  process.once('SIGINT', stop).once('SIGTERM', stop);
} else {
  console.error(usage);
  process.exitCode = 2;
}
