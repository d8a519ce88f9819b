import { stageCommand, type StageDescription } from '@hare/stage';
import type { Manual } from '../manual.js';
import { manualOf } from './command-manual.js';

/** The manual of a stage as the command `bin`: `hare-stage-init`, `hare_setup init`. */
export function stageManual(stage: StageDescription, bin: string): Manual {
  return { ...manualOf(stageCommand(stage), bin, 8), writes: stage.writes ?? [] };
}
