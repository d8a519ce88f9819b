import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { ConsulKv, ConsulSession } from '@hare/consul';
import { isHareError } from '@hare/base';
import { openConfStore } from '../../src/open-conf-store.js';
import { bin } from '../command/call.js';

const reporter = fileURLToPath(new URL('../hostile/report-peak.mjs', import.meta.url));

const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).map((server) => server.close()));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function port(server: Server | ReturnType<typeof createSocketServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  servers.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const consulHeaders = { 'X-Consul-Index': '7', 'Content-Type': 'application/json' };
const body =
  (text: string | Buffer, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, consulHeaders).end(text);

/** Writes pieces until the reader is gone. */
function endless(piece: (count: number) => string | Buffer, status = 200): Answer {
  return (_, response) => {
    response.writeHead(status, consulHeaders);
    let count = 0;
    const more = (): void => {
      while (!response.destroyed && response.write(piece(count++)));
    };
    response.on('drain', more);
    more();
  };
}

function slow(text: string): Answer {
  return (_, response) => {
    response.writeHead(200, consulHeaders);
    let at = 0;
    const timer = setInterval(() => response.write(text[at++ % text.length]), 20);
    response.on('close', () => clearInterval(timer));
  };
}

const entry = (key: string, value = 'dg=='): string =>
  JSON.stringify({
    LockIndex: 0,
    Key: key,
    Flags: 0,
    Value: value,
    CreateIndex: 1,
    ModifyIndex: 1,
  });

const hostile: readonly (readonly [string, Answer])[] = [
  ['an endless body', endless(() => 'x'.repeat(65_536))],
  ['an endless text', endless((count) => (count === 0 ? '[{"Key":"' : 'x'.repeat(65_536)))],
  ['endless white space', endless(() => ' '.repeat(65_536))],
  ['endless numbers', endless((count) => (count === 0 ? '[1' : ',1'.repeat(30_000)))],
  ['endless brackets', endless(() => '['.repeat(65_536))],
  ['endless closing brackets', endless(() => ']'.repeat(65_536))],
  [
    'endless lists in an entry',
    endless((count) => (count === 0 ? '[{"Key":[' : '[],'.repeat(20_000))),
  ],
  [
    'the same entry for ever',
    endless((count) => (count === 0 ? `[${entry('x/a')}` : `,${entry('x/a')}`.repeat(1000))),
  ],
  [
    'new entries for ever',
    endless((count) =>
      count === 0
        ? `[${entry('x/')}`
        : Array.from(
            { length: 100 },
            (_, at) => `,${entry(`x/${String(count * 100 + at).padStart(9, '0')}`)}`,
          ).join(''),
    ),
  ],
  ['an endless refusal', endless(() => 'no '.repeat(20_000), 500)],
  ['an endless absence', endless(() => 'no '.repeat(20_000), 404)],
  ['a byte now and then', slow('[null,')],
  ['nothing at all', () => undefined],
  ['headers only', (_, response) => response.writeHead(200, consulHeaders).flushHeaders()],
  [
    'half an answer',
    (_, response) => (
      response.writeHead(200, { ...consulHeaders, 'Content-Length': '500' }).write('[{"Key":'),
      setImmediate(() => response.destroy())
    ),
  ],
  ['[1,null]', body('[1,null]')],
  ['[null]', body('[null]')],
  ['[[]]', body('[[]]')],
  ['[0]', body('[0]')],
  ['[{}]', body('[{}]')],
  ['an object for a list', body('{"Key":"x/a"}')],
  ['a list for an object', body('[]')],
  ['a text', body('"x"')],
  ['a number', body('7')],
  ['null', body('null')],
  ['no JSON', body('<html>')],
  ['nothing with a length of 0', body('')],
  ['keys of numbers', body('[{"Key":1,"Value":null,"ModifyIndex":1}]')],
  ['values of objects', body('[{"Key":"x/a","Value":{},"ModifyIndex":1}]')],
  ['values that are no base64', body('[{"Key":"x/a","Value":"{}","ModifyIndex":1}]')],
  ['an index of text', body('[{"Key":"x/a","Value":null,"ModifyIndex":"1"}]')],
  [
    'another index of text',
    (_, response) => response.writeHead(200, { 'X-Consul-Index': 'x' }).end('[]'),
  ],
  ['keys of others', body(`[${entry('y/a')}]`)],
  ['results that are none', body('{"Results":[1],"Errors":[null]}')],
  ['results of an object', body('{"Results":{"KV":{}},"Errors":null}')],
  ['a refusal without reason', body('{"Results":null,"Errors":[{}]}', 409)],
  [
    'compressed zeros',
    (_, response) =>
      response
        .writeHead(200, { ...consulHeaders, 'Content-Encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(10_000_000))),
  ],
  [
    'a redirect',
    (_, response) => response.writeHead(301, { Location: 'http://127.0.0.1:1/v1/kv/x' }).end(),
  ],
  [
    '5 MB of headers',
    (request) =>
      request.socket.end(
        `HTTP/1.1 200 OK\r\nX-Consul-Index: 7\r\nX: ${'x'.repeat(5_000_000)}\r\n\r\n[]`,
      ),
  ],
  [
    'an upgrade',
    (request) =>
      request.socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n',
      ),
  ],
  [
    'informational answers for ever',
    (request) => {
      const timer = setInterval(() => request.socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 20);
      request.socket.on('close', () => clearInterval(timer));
    },
  ],
  ['no HTTP', (request) => request.socket.end('220 mail\r\n')],
  ['a sequence of a terminal', body('\u001b[2J\u0007', 500)],
];

const limits = {
  timeoutMs: 600,
  retryMs: 0,
  maxAnswerBytes: 4 * 1024 ** 2,
  token: 'hunter2-token',
};
const codes = [
  'CONSUL_NOT_CONSUL',
  'CONSUL_TIMED_OUT',
  'CONSUL_ANSWER_TOO_LARGE',
  'CONSUL_UNREACHABLE',
  'CONSUL_FAILED',
  'CONSUL_PERMISSION_DENIED',
];

describe.each(hostile)('an answer of Consul that is %s', (_, answer) => {
  test('ends every call with a coded error, or is what the call asks for', async () => {
    const server = createServer(answer);
    const address = `127.0.0.1:${await port(server)}`;
    const kv = ConsulKv.at(address, limits);
    const store = await openConfStore(`consul://${address}/x`, { consul: limits, maps: true });
    const calls: readonly (() => Promise<unknown>)[] = [
      () => kv.tree('x/'),
      () => kv.get('x/a'),
      () => kv.put('x/a', '1'),
      () => kv.transaction([{ verb: 'get-tree', key: 'x/' }], true),
      () => kv.write('[{"KV":{"Verb":"set","Key":"x/a","Value":""}}]', true),
      () => ConsulSession.create(kv, { name: 'n', ttlMs: 1000 }),
      () => kv.json('status/leader'),
      () => store.get('a'),
      () => store.set('a', '1'),
      () => store.lock('d', 'o'),
    ];
    const outcomes = await Promise.all(
      calls.map((call) =>
        call().then(
          () => 'answered',
          (error: unknown) => (isHareError(error) ? error : `no coded error: ${String(error)}`),
        ),
      ),
    );
    for (const outcome of outcomes) {
      if (outcome === 'answered') continue;
      if (typeof outcome === 'string') expect(outcome).toBe('a HareError');
      else
        expect([
          codes.includes(outcome.code),
          outcome.code,
          JSON.stringify(outcome).includes('hunter2'),
        ]).toEqual([true, outcome.code, false]);
    }
    expect(outcomes.filter((outcome) => outcome === 'answered').length).toBeLessThan(calls.length);
  });
});

test('the token follows no redirect', async () => {
  const seen: unknown[] = [];
  const other = await port(
    createServer(
      (request, response) => (
        seen.push(request.headers),
        response.writeHead(200, consulHeaders).end('[]')
      ),
    ),
  );
  const first = await port(
    createServer((_, response) =>
      response.writeHead(307, { Location: `http://127.0.0.1:${other}/v1/kv/x` }).end(),
    ),
  );
  await expect(ConsulKv.at(`127.0.0.1:${first}`, limits).tree('x')).rejects.toMatchObject({
    code: 'CONSUL_NOT_CONSUL',
  });
  expect(seen).toEqual([]);
});

test('a large answer within the limit is read', async () => {
  const keys = Array.from({ length: 5000 }, (_, at) => `x/${String(at).padStart(5, '0')}`);
  const address = `127.0.0.1:${await port(createServer(body(`[${keys.map((key) => entry(key, Buffer.from(`value "of" ${key}`).toString('base64'))).join(',\n ')}]`)))}`;
  const { entries } = await ConsulKv.at(address).tree('x/');
  expect(entries.map(({ key, text }) => [key, text])).toEqual(
    keys.map((key) => [key, `value "of" ${key}`]),
  );
});

test('an answer of large values without end takes less than 300 MB', async () => {
  const value = 'A'.repeat(700_000);
  const address = `127.0.0.1:${await port(createServer(endless((count) => (count === 0 ? '[' : ',') + entry(`x/${String(count).padStart(9, '0')}`, value))))}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'peak-'));
  const peak = path.join(folder, 'peak');
  try {
    const outcome = promisify(execFile)(
      process.execPath,
      ['--import', reporter, bin, `consul://${address}/x`, 'get_keys'],
      { env: { ...process.env, HARE_PEAK_FILE: peak } },
    );
    await expect(outcome).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('CONSUL_ANSWER_TOO_LARGE') as string,
    });
    expect(Number(await readFile(peak, 'utf8'))).toBeLessThan(300 * 1024 ** 2);
  } finally {
    await rm(folder, { recursive: true });
  }
});
