import { rmSync } from 'node:fs';
import { keepSandbox } from '@hare/sandbox';
import { embeddedKv } from '../every-stage/outside-kv.js';
import { makeStageMachine, type StageMachine } from '../every-stage/stage-machine.js';

/** A machine on which what was prepared once comes back from a copy. */
export interface PreparedMachine {
  /**
   * Makes it a new machine; `mustSetup` takes the state after the same calls from a copy when there
   * is one.
   */
  renew(): StageMachine;
  remove(): void;
}

/** Many stages begin where config and init ended: each of these is run once. */
export function makePreparedMachine(): PreparedMachine {
  const machine = makeStageMachine(embeddedKv, 'prepared');
  const copies = new Map<string, () => void>();
  const keep = (calls: string): void =>
    void copies.set(calls, keepSandbox(machine, `after-${copies.size}`));
  keep('');
  return {
    renew: () => {
      copies.get('')?.();
      let calls = '';
      return {
        ...machine,
        mustSetup: async (...args) => {
          calls += ` ${args.join(' ')};`;
          const putBack = copies.get(calls);
          if (putBack !== undefined) return putBack();
          await machine.mustSetup(...args);
          keep(calls);
        },
      };
    },
    remove: () => {
      for (const folder of [
        machine.folder,
        `${machine.folder}.kept`,
        ...[...copies.keys()].map((_, index) => `${machine.folder}.after-${index}`),
      ])
        rmSync(folder, { recursive: true, force: true });
    },
  };
}
