/** What applying a configuration did, or with `dryRun` would do. */
export interface ApplyReport {
  readonly generation: number;
  readonly digest: string;
  /** Keys, sorted. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** True if the KV already had exactly this and nothing was written. */
  readonly unchanged: boolean;
  /**
   * `resumed`: what a dead writer began was brought to its end; `undone`: it was replaced by this
   * configuration.
   */
  readonly deadWriter?: 'resumed' | 'undone';
  /** After a write, where that is known: what `kvMark` says until another process writes. */
  readonly mark?: string | undefined;
}
