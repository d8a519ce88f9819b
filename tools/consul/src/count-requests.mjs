import { once } from 'node:events';
import http from 'node:http';

/** Passes requests on, and counts them and their bytes. */
export async function startCounter(address) {
  const [hostname, port] = address.split(':');
  const counted = { requests: 0, bytes: 0 };
  const server = http.createServer((request, response) => {
    counted.requests += 1;
    const count = (chunk) => (counted.bytes += chunk.length);
    const passed = http.request(
      { hostname, port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.on('data', count).pipe(response);
      },
    );
    request.on('data', count).pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    counted,
    url: `consul://127.0.0.1:${server.address().port}/`,
    stop: () => server.close(),
  };
}
