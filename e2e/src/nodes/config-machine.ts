import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MadeUpCluster } from '@hare/cluster-generator';
import { snapshot } from '@hare/sandbox';
import { inRepository } from '../run-bin.js';

/** A machine on which only config runs: a root, a ConfStore and the facts of all nodes. */
export interface ConfigMachine {
  /** Starts `hare_setup config` on it as a process of its own. */
  start(kv: string, ...args: readonly string[]): RunningConfig;
  /**
   * What the KV must contain for the last generated configuration: key → text, the last one of a
   * repeated key.
   */
  expectedTexts(): ReadonlyMap<string, string>;
  /**
   * Every file that config wrote, path → kind, mode and digest; the machine's own folder counts as
   * any other's.
   */
  files(): Readonly<Record<string, string>>;
  remove(): void;
}

export interface RunningConfig {
  readonly done: Promise<{ readonly exitCode: number | null; readonly output: string }>;
  /** Sends a signal; nothing happens when it has ended. */
  signal(name: NodeJS.Signals): void;
}

const bin = inRepository('packages/hare_setup/dist/bin.cjs');

/** The first node of a made-up cluster, or another one. */
export function makeConfigMachine({ confstore, facts }: MadeUpCluster, node = 0): ConfigMachine {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-config-'));
  const root = path.join(folder, 'root');
  const file = (name: string, content: unknown): string => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
    return path.join(folder, name);
  };
  mkdirSync(root);
  const [conf, known] = [file('conf.json', confstore), file('facts.json', facts)];
  const words = [
    'config',
    '--config',
    `json://${conf}`,
    '--facts',
    known,
    '--node',
    Object.values(confstore.node)[node]?.hostname ?? '',
    '--root',
    root,
  ];
  return {
    start: (kv, ...args) => startConfig([...words, '--kv', kv, ...args]),
    expectedTexts: () => {
      const pairs = JSON.parse(
        readFileSync(path.join(root, 'var/lib/hare/consul-kv.json'), 'utf8'),
      ) as readonly { readonly key: string; readonly value: string | number }[];
      return new Map(pairs.map(({ key, value }) => [key, String(value)]));
    },
    files: () =>
      snapshot(
        root,
        (name) => /(^|\/)(setup\.log|journal\.jsonl|receipt\.json|setup\.lock)$/.test(name),
        (bytes) => bytes.toString('latin1').replaceAll(folder, 'MACHINE'),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function startConfig(args: readonly string[]): RunningConfig {
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const done = once(child, 'close').then(([exitCode]) => ({
    exitCode: exitCode as number | null,
    output,
  }));
  return { done, signal: (name) => void child.kill(name) };
}
