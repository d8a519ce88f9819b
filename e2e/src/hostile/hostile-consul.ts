import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

/** What a terminal would obey, and what looks like a secret: neither may be shown. */
export const poison = '\u001b]0;t\u0007\u001b[2J\u009b1m token=hunter2-canary';

const headers = { 'X-Consul-Index': '7', 'Content-Type': 'application/json' };
const body =
  (text: string, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(text);

/** New entries for as long as a client reads. */
const endless: Answer = (_, response) => {
  response.writeHead(200, headers);
  const value = 'A'.repeat(50_000);
  let count = 0;
  const more = (): void => {
    let entry: string;
    do
      entry = `${count === 0 ? '[' : ','}{"LockIndex":0,"Key":"m0conf/${String(count++).padStart(9, '0')}","Flags":0,"Value":"${value}","CreateIndex":1,"ModifyIndex":1}`;
    while (!response.destroyed && response.write(entry));
  };
  response.on('drain', more);
  more();
};

/** A byte now and then, so that the connection never looks dead. */
const slow: Answer = (_, response) => {
  response.writeHead(200, headers);
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};

const cut: Answer = (_, response) => {
  response.writeHead(200, { ...headers, 'Content-Length': '500' }).write('[{"Key":');
  setImmediate(() => response.destroy());
};

/** What a proxy in front of Consul answers in its place. */
export const consulKinds = {
  endless,
  slow,
  cut,
  'a list of nothing': body('[1,null,{}]'),
  'an entry of objects': body('[{"Key":{},"Value":[],"ModifyIndex":"x"}]'),
  'no JSON': body(`<html>${poison}`),
  'a refusal with control characters': body(poison, 500),
  'a redirect': ((_, response) =>
    response.writeHead(307, { Location: 'http://127.0.0.1:1/v1/kv/x' }).end()) as Answer,
  '5 MB of headers': ((request) =>
    request.socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(5_000_000)}\r\n\r\n[]`)) as Answer,
} satisfies Readonly<Record<string, Answer>>;

export type ConsulKind = keyof typeof consulKinds;

export interface HostileProxy {
  readonly address: string;
  /** So many requests are still passed on as they are; those after them get this answer. */
  turn(kind: ConsulKind, afterRequests: number): void;
  close(): void;
}

/** A proxy in front of a real Consul, which is honest for a while. */
export async function startHostileProxy(consul: string): Promise<HostileProxy> {
  let answer: Answer = endless;
  let honest = 0;
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => {
    honest -= 1;
    if (honest < 0) return answer(request, response);
    const { method, url, headers: asked } = request;
    const passed = http.request(`http://${consul}${url ?? ''}`, { method, headers: asked }, (got) =>
      got.pipe(response.writeHead(got.statusCode ?? 500, got.headers)),
    );
    request.pipe(passed.on('error', () => response.destroy()));
  });
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    turn: (kind, afterRequests) => {
      answer = consulKinds[kind];
      honest = afterRequests;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
