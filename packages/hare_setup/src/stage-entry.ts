import type { StageDefinition } from '@hare/stage';

/** A stage as the command line knows it before any of its code is loaded. */
export interface StageEntry {
  /** As setup.yaml spells it: `post_install`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<StageDefinition>;
}
