import { connect } from 'node:net';
import type { HareError } from '@hare/base';

/** Where the configuration is to be applied. */
export type KvChoice =
  | { readonly kind: 'named' | 'default'; readonly url: string }
  | { readonly kind: 'deferred'; readonly reason: string };

/** This machine's Consul: the KV where none was named. */
export const defaultKv = 'consul://127.0.0.1:8500/';

/** What answers at the default address. */
export type Listener = 'consul' | 'other' | 'nothing';

/**
 * The KV that was named (`kvUrl` of the context); else this machine's Consul; where none runs yet,
 * `hctl bootstrap` imports the generated files later. Every stage looks for its KV here, so that
 * all find the same one.
 */
export async function findKv(
  named: string | undefined,
  whoListens: () => Promise<Listener> = whoListensByDefault,
): Promise<KvChoice> {
  if (named !== undefined) return { kind: 'named', url: named };
  const listener = await whoListens();
  if (listener === 'consul') return { kind: 'default', url: defaultKv };
  const why =
    listener === 'other' ? 'the server at 127.0.0.1:8500 is not Consul' : 'Consul is not running';
  return { kind: 'deferred', reason: `${why}; hctl bootstrap imports it` };
}

async function whoListensByDefault(): Promise<Listener> {
  if (!(await isListening(8500))) return 'nothing';
  const [{ ConsulKv }, { isHareError }] = await Promise.all([
    import('@hare/consul'),
    import('@hare/base'),
  ]);
  const kv = ConsulKv.at('127.0.0.1:8500', { retryMs: 0 });
  try {
    const answer = await kv.http.send({
      method: 'GET',
      path: 'status/leader',
      repeatable: false,
      where: kv.where(),
    });
    return /^\s*"[^"]*"\s*$/.test(answer.body.toString('latin1')) ? 'consul' : 'other';
  } catch (error) {
    if (!isHareError(error)) throw error;
    // A Consul without a leader, or one that requires HTTPS, counts: its user reports what is
    // wrong.
    return error.code === 'CONSUL_NOT_CONSUL' ? 'other' : 'consul';
  }
}

/**
 * Whether an error says that there is no KV at all, so that it cannot know anything. A server that
 * accepts a connection and closes it exists, and may know of data.
 */
export function isNoKvThere(error: HareError): boolean {
  const { code = '' } = (error.cause ?? {}) as NodeJS.ErrnoException;
  return error.code === 'CONSUL_UNREACHABLE' && !['ECONNRESET', 'EPIPE'].includes(code);
}

/** True also for one that does not answer in time: its user reports that. */
function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 10_000 });
    const answer = (open: boolean) => (): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(true));
  });
}
