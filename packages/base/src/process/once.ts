/**
 * What a run takes as its input and looks up once: the text of the CDF, the ConfStore, the path of
 * hctl, which node this is. The state of the world is never `Given`: it is `Seen`, and looked up
 * again in every round.
 */
export type Given<T> = () => Promise<T>;

/** Looks up what is given: at the first question, and never again in this run. */
export function once<T>(work: () => Promise<T>): Given<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= work());
}
