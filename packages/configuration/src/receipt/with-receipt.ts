import { type Holds, type Look, seen, type Seen, type Step } from '@hare/stage';
import type { ConfigurationSession } from '../configuration-session.js';
import { readReceipt, writeReceipt, type Receipt } from './receipt-file.js';
import { askAll, inputsOf, outputsOf, saidOfMachine, type Counted } from './what-counts.js';

type Session = Pick<ConfigurationSession, 'answers' | 'cdf' | 'context' | 'devices' | 'options'>;

/** Replaces generating while nothing has changed. */
export interface Unmoved {
  /** The same step; as long as nothing has moved, it says what the receipt says. */
  step(step: Step): Step;
  /** The paths of this node's devices. */
  readonly devices: Seen<readonly string[]>;
}

/**
 * Nothing to do costs nothing: while all that counts (`what-counts.ts`) is as the last run left it,
 * steps say what they said then. Whatever has moved, everything is checked in full; so it is with
 * `verify`, and in a plan.
 */
export function withReceipt(session: Session, verify: boolean): Unmoved {
  const { context, answers } = session;
  const steps: Step[] = [];
  const receipt = seen(async () => readReceipt(context.places));
  const inputs = seen(async (look) =>
    inputsOf(session, await askAll(session, (await look(receipt))?.asked ?? [])),
  );
  const unmoved = seen(async (look): Promise<Receipt | undefined> => {
    // Asked always: the end of the run must know what they were before they were read.
    const now = await look(inputs);
    const found = await look(receipt);
    if (found === undefined || verify || context.planned !== undefined) return undefined;
    const moved = movedIn(found.inputs, now) ?? movedIn(found.outputs, await outputsOf(session));
    const said = moved === undefined ? 'nothing has changed' : `changed: ${moved}`;
    context.log.debug(`since the last run of config: ${said}`);
    return moved === undefined ? found : undefined;
  });
  // What cannot be looked at is for the checks to say.
  const believed = seen(async (look) => look(unmoved).catch(() => undefined));

  const note = async (look: Look): Promise<void> => {
    if ((await look.first(believed)) !== undefined) return;
    const asked = [...answers.keys()];
    const before = {
      inputs: await inputsOf(session, [...answers.values()]),
      outputs: await outputsOf(session),
    };
    // It waits for the cluster to stop, which no digest shows.
    if ((await look(session.cdf)).staysForNow === true) return;
    const verdicts: Record<string, Receipt['verdicts'][string]> = {};
    for (const step of steps) {
      const verdict = await step.check(look);
      if (!verdict.ok) return;
      const { note: text, deferred, warnings } = verdict;
      verdicts[step.id] = context.masker.data({ note: text, deferred, warnings });
    }
    const devices = await look(session.devices);
    const after = {
      inputs: await inputsOf(session, await askAll(session, asked)),
      outputs: await outputsOf(session),
    };
    const wasRead = isSame(await look.first(inputs), after.inputs, [saidOfMachine]);
    if (!wasRead || !isSame(before.inputs, after.inputs) || !isSame(before.outputs, after.outputs))
      return;
    const [made, found] = [digestsOf(after.inputs), digestsOf(after.outputs)];
    if (made !== undefined && found !== undefined)
      await writeReceipt(context.places, {
        inputs: made,
        outputs: found,
        asked,
        devices,
        verdicts,
      });
  };

  context.whenDone(note);
  return {
    step: (step) => {
      steps.push(step);
      return {
        ...step,
        check: async (look) => {
          const said = (await look(believed))?.verdicts[step.id];
          return said === undefined ? step.check(look) : holdsOf(said);
        },
      };
    },
    devices: seen(async (look) => (await look(believed))?.devices ?? look(session.devices)),
  };
}

function holdsOf(said: Receipt['verdicts'][string]): Holds {
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  return { ok: true, ...Object.fromEntries(given) };
}

/** The name of the first thing that is not as it was, or is not there on one side. */
function movedIn(then: Readonly<Record<string, string>>, now: Counted): string | undefined {
  return [...new Set([...Object.keys(then), ...now.keys()])].find(
    (name) => then[name] === undefined || now.get(name)?.digest !== then[name],
  );
}

/** Whether nothing was written to between two looks, not even the same again. */
function isSame(before: Counted, after: Counted, but: readonly string[] = []): boolean {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => !but.includes(name))
    .every((name) => {
      const [one, other] = [before.get(name), after.get(name)];
      return one?.digest === other?.digest && one?.stamp === other?.stamp;
    });
}

/** Undefined if something has no digest. */
function digestsOf(counted: Counted): Readonly<Record<string, string>> | undefined {
  const digests: Record<string, string> = {};
  for (const [name, { digest }] of counted) {
    if (digest === undefined) return undefined;
    digests[name] = digest;
  }
  return digests;
}
