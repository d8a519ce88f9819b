/** What a stage may do, by kind: packages of the domain add theirs. */
export interface Effects {
  file: FileEffect;
}

/** One thing that a stage would write, wipe or start: what `hare_setup plan` tells beforehand. */
export type Effect = Effects[keyof Effects];

export interface FileEffect {
  readonly kind: 'file';
  readonly path: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
  /**
   * What it holds now, and what it would hold, where that is known beforehand. Later stages of a
   * plan read the latter.
   */
  readonly before?: string | undefined;
  readonly text?: string | undefined;
}
