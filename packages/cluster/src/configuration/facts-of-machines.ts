import {
  factsFromFile,
  factsFromKv,
  firstKnownFacts,
  type Facts,
  type FactsRequest,
  type FactsSource,
} from '@hare/cdf';
import { gatherLocalFacts } from '@hare/cfgen';
import { findKv } from '@hare/kv';
import type { StageContext } from '@hare/stage';
import { patientFacts } from './patient-facts.js';

/** What this machine was asked about itself. */
export interface AskedOfMachine {
  readonly hostname: string;
  readonly dataIface?: string | undefined;
  readonly devices: readonly string[];
}

/**
 * Where the facts about machines come from: the facts file alone when one is given, else the KV,
 * then this machine for its own node. `onAnswer` is called with each question to this machine and
 * its answer.
 */
export async function factsOfMachines(
  context: StageContext,
  thisMachine: (
    requests: readonly FactsRequest[],
  ) => Promise<{ readonly hostname: string; readonly dataIface?: string } | undefined>,
  onAnswer?: (asked: AskedOfMachine, facts: Facts) => void,
): Promise<FactsSource> {
  if (context.factsFile !== undefined) return factsOfFile(context.factsFile);
  const machine: FactsSource = {
    name: 'this machine',
    find: async (requests) => {
      const node = await thisMachine(requests);
      const request = requests.find(({ hostname }) => hostname === node?.hostname);
      if (node === undefined || request === undefined) return {};
      const { hostname, dataIface } = node;
      const asked = { hostname, dataIface, devices: request.drives };
      const facts = await askMachine(asked, context);
      onAnswer?.(asked, facts);
      return facts;
    },
  };
  const kv = await findKv(context.kvUrl);
  return kv.kind === 'deferred' ? machine : firstKnownFacts(factsOfKv(kv.url), machine);
}

/** What this machine says about itself. */
export async function askMachine(
  asked: AskedOfMachine,
  { root }: Pick<StageContext, 'root'>,
): Promise<Facts> {
  return gatherLocalFacts({ ...asked, root: root === '' ? undefined : root });
}

/**
 * The same, waiting for other nodes that have not written their facts to the KV yet. What this
 * machine does not know about itself will not come by waiting; without a KV there is nothing to
 * wait for.
 */
export async function waitingForFacts(
  context: StageContext,
  source: FactsSource,
  thisMachine: (
    requests: readonly FactsRequest[],
  ) => Promise<{ readonly hostname: string } | undefined>,
): Promise<FactsSource> {
  if (
    context.factsFile !== undefined ||
    context.planned !== undefined ||
    (await findKv(context.kvUrl)).kind === 'deferred'
  )
    return source;
  const patient = patientFacts(source, {
    timeoutMs: context.timeoutMs ?? context.settings.timeouts.facts,
    now: () => context.now().getTime(),
    sleep: (ms) => context.sleep(ms),
    onWait: (hostnames, remainingMs) =>
      context.progress(
        `waiting for facts from ${hostnames.join(', ')}`,
        new Date(context.now().getTime() + remainingMs),
      ),
  });
  return {
    name: source.name,
    find: async (requests) => {
      const own = (await thisMachine(requests))?.hostname;
      const others = await patient.find(requests.filter(({ hostname }) => hostname !== own));
      return {
        ...others,
        ...(await source.find(requests.filter(({ hostname }) => hostname === own))),
      };
    },
  };
}

async function factsOfFile(file: string): Promise<FactsSource> {
  const { openConfStore } = await import('@hare/confstore');
  const store = await openConfStore(`json:${file}`, { maps: true });
  try {
    return await factsFromFile(store);
  } finally {
    await store.close();
  }
}

/**
 * The KV is opened for each question: others may have written since. A KV file that is not there
 * yet knows nothing.
 */
function factsOfKv(url: string): FactsSource {
  return {
    name: 'the KV',
    find: async (requests) => {
      const { openConfStore } = await import('@hare/confstore');
      const store = await openConfStore(url, { create: true, maps: true });
      try {
        return await factsFromKv(store).find(requests);
      } finally {
        await store.close();
      }
    },
  };
}
