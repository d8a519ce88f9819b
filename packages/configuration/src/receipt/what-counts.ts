import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNodeError, parseStoreUrl } from '@hare/base';
import type { Facts } from '@hare/cdf';
import {
  type AskedOfMachine,
  askMachine,
  confStore,
  configStateFiles,
  mkfsStateFiles,
  restoredMark,
} from '@hare/cluster';
import { digestFile, findKv, kvMark } from '@hare/kv';
import { assertTrusted, ownRelease, type StageContext } from '@hare/stage';
import type { ConfigurationSession } from '../configuration-session.js';
import { cdfPlace, faultOfCdf } from '../plan-cdf.js';

/**
 * One thing that counts. `digest` is undefined if it has none: then the receipt is not used.
 * `stamp` also changes when a file is changed and changed back, for two looks in one run.
 */
interface Look {
  readonly digest: string | undefined;
  readonly stamp?: string;
}

/** What a run of config rests on, or has made, by the name that people know it by. */
export type Counted = ReadonlyMap<string, Look>;

type Session = Pick<ConfigurationSession, 'context' | 'options'>;

/** The one input that is not known before a run has asked for it. */
export const saidOfMachine = 'what this machine says of itself';

/** Asks this machine again what a run asked it. */
export async function askAll(
  { context }: Session,
  asked: readonly AskedOfMachine[],
): Promise<readonly Facts[]> {
  return Promise.all(asked.map((each) => askMachine(each, context)));
}

/**
 * What config is made from: the same inputs give the same files and keys. `said`: what this machine
 * said of itself.
 */
export async function inputsOf(
  { context, options }: Session,
  said: readonly Facts[],
): Promise<Counted> {
  const { settings, places, root, configUrl, kvUrl, factsFile, node, env } = context;
  const user = process.geteuid?.();
  const variables = Object.entries(env).filter(([name]) => /^(CONSUL|CONFSTORE)_/.test(name));
  const file = cdfPlace(places, options);
  const call = {
    ...{ options: { ...options, file }, settings, places, root },
    ...{ configUrl, kvUrl, factsFile, node, user },
  };
  const names = await Promise.all(
    ['/etc/machine-id', '/etc/hostname', '/etc/hosts'].map((file) => textOf(context.path(file))),
  );
  return new Map<string, Look>([
    ['the release', digestOf([await ownRelease(), ...(await codeOfPackages())])],
    ['the command line or the settings', digestOf([call, variables.sort()])],
    ['the ConfStore', await lookAtStore(context)],
    ['the facts file', factsFile === undefined ? missing : await digestFile(factsFile)],
    ['the name of this machine', digestOf([hostname(), ...names])],
    [saidOfMachine, digestOf(said)],
  ]);
}

/** What config wrote, and what else it found there. */
export async function outputsOf({ context, options }: Session): Promise<Counted> {
  const { places, kvUrl } = context;
  const { holdsUnfinishedWork, listConfigFiles } = await import('@hare/cfgen');
  const cdf = cdfPlace(places, options);
  const folder = path.dirname(cdf);
  const counted = new Map<string, Look>([
    ['the CDF', await lookAtFile(cdf)],
    ['who may write the CDF', digestOf(await faultOfCdf(cdf))],
    ['leftovers of a killed run', digestOf(await holdsUnfinishedWork(folder))],
  ]);
  for (const name of await listConfigFiles(folder))
    counted.set(name, await lookAtFile(path.join(folder, name), { follow: false }));
  for (const name of stateFiles) {
    const file = path.join(places.stateDir, name);
    const found = await lookAtFile(file);
    if (found !== missing && process.geteuid?.() === 0) assertTrusted(file, undefined, 'state');
    counted.set(`setup/${name}`, found);
  }
  const kv = await findKv(kvUrl);
  const mark = kv.kind === 'deferred' ? kv.reason : await kvMark(kv.url);
  return counted.set('the KV', { digest: mark === undefined ? undefined : `${kv.kind} ${mark}` });
}

/** What config and other stages remember; for the devices a step of its own is asked every time. */
const stateFiles = [...configStateFiles, ...mkfsStateFiles].filter(
  (name) => ![restoredMark, 'facts.json'].includes(name),
);

const missing: Look = { digest: 'none' };

async function lookAtFile(file: string, options?: { readonly follow: boolean }): Promise<Look> {
  try {
    return await digestFile(file, options);
  } catch (error) {
    if (isNodeError(error, 'ENOENT', 'ENOTDIR')) return missing;
    throw error;
  }
}

/** A document by its bytes, everything else by what is read of it. */
async function lookAtStore(context: StageContext): Promise<Look> {
  const { scheme, path: file } = parseStoreUrl(context.configUrl ?? '');
  if (scheme !== 'dir' && scheme !== 'consul' && scheme !== 'dict') return digestFile(file);
  const { toPlain } = await import('@hare/confstore');
  return digestOf(toPlain(await (await confStore(context)).data()));
}

/**
 * The code that does it: the entries of our packages, in which the names of what they load carry
 * digests. A hand-made change counts as another release. In the single executable there is none.
 */
async function codeOfPackages(): Promise<readonly string[]> {
  let own: string;
  try {
    own = fileURLToPath(import.meta.url);
  } catch {
    return [];
  }
  const from = createRequire(own);
  const entries = ['base', 'cdf', 'cfgen', 'cluster', 'confstore', 'consul', 'kv', 'stage'].map(
    (name) => {
      try {
        return from.resolve(`@hare/${name}`);
      } catch {
        return undefined;
      }
    },
  );
  return Promise.all(
    [own, ...entries].map(async (file) => (file === undefined ? '' : textOf(file))),
  );
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function digestOf(data: unknown): Look {
  const text = JSON.stringify(data ?? null, (_name, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return { digest: createHash('sha256').update(text).digest('hex') };
}
