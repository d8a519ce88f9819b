/** What an error code means to an operator; the packages' catalogues map codes to these. */
export interface ErrorMeaning {
  /** One sentence: what it means, and when it is reported. */
  readonly about: string;
  /** What to do, ending in a command when there is one. */
  readonly remedy: string;
}
