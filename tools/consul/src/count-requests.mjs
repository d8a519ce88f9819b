import { once } from 'node:events';
import http from 'node:http';

/** How many addresses of this machine clients are spread over: Consul limits connections of one. */
const addresses = 250;

/** A request that fetches the keys below m0conf/ with their values. */
const subtree = /^PUT .*"get-tree","Key":"[^"]*m0conf\/|^GET \S*\/kv\/[^?]*m0conf\/\?\S*recurse/s;

/** Passes requests on, and counts them, their bytes, and those that read the configuration. */
export async function startCounter(address) {
  const [hostname, port] = address.split(':');
  const counted = { requests: 0, bytes: 0, subtrees: 0, waits: 0 };
  // Each connection of a client goes on as one of its own.
  const agents = new WeakMap();
  let connections = 0;
  const server = http.createServer((request, response) => {
    counted.requests += 1;
    const count = (chunk) => (counted.bytes += chunk.length);
    const { method, url: path, headers, socket } = request;
    const passed = http.request(
      { hostname, port, method, path, headers, agent: agents.get(socket) },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.on('data', count).pipe(response);
      },
    );
    // Who went away waits no more; that Consul went away is for the client to see.
    response.on('close', () => passed.destroy());
    passed.on('error', () => response.destroy());
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const text = `${method} ${path} ${Buffer.concat(pieces).toString('latin1')}`;
      if (subtree.test(text)) counted.subtrees += 1;
      if (/[?&]wait=/.test(path)) counted.waits += 1;
    });
    request.on('data', count).pipe(passed);
  });
  server.on('connection', (socket) => {
    connections += 1;
    const localAddress = `127.0.1.${1 + (connections % addresses)}`;
    const agent = new http.Agent({ keepAlive: true, localAddress, maxSockets: 1 });
    agents.set(socket, agent);
    socket.on('close', () => agent.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    counted,
    url: `consul://127.0.0.1:${server.address().port}/`,
    stop: () => server.close(),
  };
}
