import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Removes logs and what test left. */
export const reset = defineStage({
  name: 'reset',
  summary: "Removes logs and what test left",
  description: "Removes logs and what test left.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Removes logs and what test left" }],
  steps: (context) => [stateFolderExists(context)],
});
