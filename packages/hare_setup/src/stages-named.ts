import type { StageEntry } from './stage-entry.js';
import { stages } from './stages.js';

/** The stages of these names, in the order in which a provisioner runs them. */
export function stagesNamed(names: readonly string[]): readonly StageEntry[] {
  return stages.filter(({ name }) => names.includes(name));
}
