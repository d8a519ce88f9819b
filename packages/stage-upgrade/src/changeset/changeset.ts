import type { ConfValue, Path } from '@hare/confstore';

/** What a changeset asks for at one key. */
export type Change =
  | { readonly kind: 'new'; readonly path: Path; readonly value: ConfValue }
  /** `value` is the new value, or `OLD|NEW` as a provisioner writes it. */
  | { readonly kind: 'changed'; readonly path: Path; readonly value: ConfValue }
  /** `was`: the value that is deleted, if the changeset has it. */
  | { readonly kind: 'deleted'; readonly path: Path; readonly was: ConfValue };

/** The sections of a changeset. */
export const sections = ['new', 'changed', 'deleted'] as const;
export type Section = (typeof sections)[number];
