import { connect } from 'node:net';

/** Where the configuration is to be applied. */
export type KvChoice = { readonly kind: 'named' | 'default'; readonly url: string } | { readonly kind: 'deferred'; readonly reason: string };

/** This machine's Consul: the KV where none was named. */
export const defaultKv = 'consul://127.0.0.1:8500/';

/** The KV that was named; else this machine's Consul; where none runs yet, `hctl bootstrap` imports the generated files later. */
export async function findKv(named: string | undefined, listens: (port: number) => Promise<boolean> = isListening): Promise<KvChoice> {
  if (named !== undefined) return { kind: 'named', url: named };
  if (await listens(8500)) return { kind: 'default', url: defaultKv };
  return { kind: 'deferred', reason: 'Consul is not running; hctl bootstrap imports it' };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 2000 });
    const answer = (open: boolean) => (): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}
