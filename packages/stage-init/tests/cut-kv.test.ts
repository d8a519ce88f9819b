import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { initMachine } from './init-machine.js';

/** The URL of a Consul behind something that takes every connection and cuts it. */
async function cutKv(): Promise<string> {
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `consul://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([
  ['no record of mkfs', {}],
  ['the record of an interrupted mkfs', { 'bootstrap-crash': true }],
])(
  'a KV that is there and cut off may know of data: %s, nothing is formatted',
  async (_, failures) => {
    const machine = initMachine();
    if ('bootstrap-crash' in failures) {
      await machine.simulation.fail(failures);
      expect((await machine.init()).exitCode).toBe(1);
      await machine.simulation.fail({});
    }
    const before = machine.simulation.callsOf('bootstrap').length;
    const { exitCode, stderr } = await machine.init('--kv', await cutKv());
    expect(exitCode, stderr).toBe(1);
    expect(stderr).toContain('CONSUL_UNREACHABLE');
    expect(machine.simulation.callsOf('bootstrap')).toHaveLength(before);
  },
);
