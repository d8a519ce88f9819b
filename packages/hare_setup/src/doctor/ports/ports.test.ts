import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { NodeDescription } from '@hare/cdf';
import { expect, onTestFinished, test } from 'vitest';
import { busyPorts } from './busy-ports.js';
import { judgePorts } from './judge-ports.js';
import { neededPorts } from './needed-ports.js';
import { parseProcNet } from './parse-proc-net.js';

const node: NodeDescription = {
  hostname: 'n',
  dataIface: 'eth1',
  m0Servers: [{ runsConfd: true, data: [] }, { data: [] }, { data: [] }],
  m0Clients: [{ name: 'm0_client_s3', instances: 1 }],
};
const consul = [8300, 8301, 8302, 8500, 8600];

test('a node on libfab needs the ports of hax, confd, its ioservices and clients, and those of Consul', () => {
  expect(neededPorts(node).map(({ port }) => port)).toEqual([
    8008,
    22001,
    21001,
    21002,
    21003,
    22501,
    ...consul,
  ]);
});

test('on lnet, and where the node is not known, Motr has no ports', () => {
  expect(neededPorts({ ...node, transportType: 'lnet' }).map(({ port }) => port)).toEqual([
    8008,
    ...consul,
  ]);
  expect(neededPorts(undefined).map(({ port }) => port)).toEqual(consul);
});

test('the table of the kernel: listening sockets only, addresses in the byte order of this machine', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2134 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0
   1: 0100007F:2135 0100007F:2134 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0
   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1
   0: 000080FE00000000FF005450B6DEC5FE:0051 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4714 1`;
  expect(parseProcNet(table)).toEqual([
    { address: '127.0.0.1', port: 8500, inode: '4711' },
    { address: '::', port: 80, inode: '4713' },
    { address: 'fe80:0:0:0:5054:ff:fec5:deb6', port: 81, inode: '4714' },
  ]);
});

test('a port that this very process has is found with its process', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await busyPorts(new Set([port]))).toEqual([
    {
      address: '127.0.0.1',
      port,
      holder: { pid: process.pid, command: expect.stringMatching(/node|vitest/) as string },
    },
  ]);
  expect(await busyPorts(new Set())).toEqual([]);
});

test('what is meant to have a port may have it, anybody else is a problem, and one that cannot be seen a warning', () => {
  const needed = neededPorts(node);
  const judged = judgePorts(needed, [
    {
      address: '0.0.0.0',
      port: 8500,
      holder: { pid: 7, command: '/usr/bin/consul agent -server' },
    },
    { address: '10.0.0.1', port: 21002, holder: { pid: 8, command: '/usr/bin/m0d -e libfab' } },
    { address: '0.0.0.0', port: 22001, holder: { pid: 9, command: 'nginx: consul proxy' } },
    { address: '::', port: 8008, holder: undefined },
  ]);
  expect(judged.map(({ subject, outcome, code }) => [subject, outcome, code])).toEqual([
    [`${needed.length - 4} of ${needed.length}`, 'ok', undefined],
    ['8008', 'warning', 'PORT_BUSY'],
    ['22001', 'problem', 'PORT_TAKEN'],
    ['21002', 'ok', undefined],
    ['8500', 'ok', undefined],
  ]);
  expect(judged[2]?.text).toBe(
    'is needed by hax, but PID 9 listens on 0.0.0.0: nginx: consul proxy',
  );
});
