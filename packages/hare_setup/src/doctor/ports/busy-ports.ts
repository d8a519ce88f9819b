import { readdir, readFile, readlink } from 'node:fs/promises';
import { parseProcNet, type Listener } from './parse-proc-net.js';

/** A process, as far as it can be seen. */
export interface Holder {
  readonly pid: number;
  /** Its command line, cut. */
  readonly command: string;
}

export interface BusyPort {
  readonly address: string;
  readonly port: number;
  /** Undefined when the process is not ours to see. */
  readonly holder: Holder | undefined;
}

/** Which of these TCP ports something listens on, and which process that is, from /proc. */
export async function busyPorts(
  wanted: ReadonlySet<number>,
  proc = '/proc',
): Promise<readonly BusyPort[]> {
  const texts = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`${proc}/net/${name}`, 'utf8').catch(() => '')),
  );
  const listeners = texts.flatMap(parseProcNet).filter(({ port }) => wanted.has(port));
  if (listeners.length === 0) return [];
  const holders = await findHolders(new Set(listeners.map(({ inode }) => inode)), proc);
  const byPort = new Map(
    listeners.map((listener): [number, Listener] => [listener.port, listener]),
  );
  return [...byPort.values()].map(({ address, port, inode }) => ({
    address,
    port,
    holder: holders.get(inode),
  }));
}

/**
 * The process of each socket, by the links in /proc/PID/fd. Processes that end meanwhile, or belong
 * to others, are passed over.
 */
async function findHolders(
  inodes: ReadonlySet<string>,
  proc: string,
): Promise<ReadonlyMap<string, Holder>> {
  const found = new Map<string, Holder>();
  for (const pid of (await readdir(proc)).filter((name) => /^\d+$/.test(name))) {
    if (found.size === inodes.size) break;
    for (const fd of await readdir(`${proc}/${pid}/fd`).catch(() => [])) {
      const link = await readlink(`${proc}/${pid}/fd/${fd}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode !== undefined && inodes.has(inode))
        found.set(inode, { pid: Number(pid), command: await commandOf(`${proc}/${pid}`) });
    }
  }
  return found;
}

async function commandOf(folder: string): Promise<string> {
  const line = (await readFile(`${folder}/cmdline`, 'utf8').catch(() => ''))
    .replaceAll('\0', ' ')
    .trim();
  const text =
    line === '' ? (await readFile(`${folder}/comm`, 'utf8').catch(() => '')).trim() : line;
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
