/** A look-up of the world's state: answered by the `look` of a round, and for that round only. */
export interface Seen<T> {
  readonly kind: 'seen';
  /** For rounds: how it is looked up, together with what else is seen in the same round. */
  readonly lookUp: (look: Look) => Promise<T>;
}

/**
 * What the world looks like in one round. Within it the same question has one answer (or one
 * error), so that what steps say fits together. The runner opens a round for the first checks of
 * all steps, one for every `apply`, and one for the checks between two of them.
 */
export interface Look {
  <T>(what: Seen<T>): Promise<T>;
  /** A new round, which remembers nothing: for an `apply` that has waited or changed something. */
  again(): Look;
  /**
   * As it was in the first round of this run: what the stage set out to do, and the state that it
   * must restore. It may be out of date: look again before acting on it.
   */
  first<T>(what: Seen<T>): Promise<T>;
}

/** Declares how something is looked up. */
export function seen<T>(lookUp: (look: Look) => Promise<T>): Seen<T> {
  return { kind: 'seen', lookUp };
}

/** Opens a round of a run; without `first`, it is the first one. */
export function openRound(first?: Look): Look {
  const answers = new Map<Seen<unknown>, Promise<unknown>>();
  const look = <T>(what: Seen<T>): Promise<T> => {
    const known = answers.get(what) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = what.lookUp(round);
    answers.set(what, answer);
    return answer;
  };
  const round: Look = Object.assign(look, {
    again: () => openRound(first ?? round),
    first: <T>(what: Seen<T>): Promise<T> => (first ?? look)(what),
  });
  return round;
}
