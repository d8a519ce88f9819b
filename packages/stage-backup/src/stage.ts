import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Saves configuration, state and KV keys in one archive. */
export const backup = defineStage({
  name: 'backup',
  summary: "Saves configuration, state and KV keys in one archive",
  description: "Saves configuration, state and KV keys in one archive.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Saves configuration, state and KV keys in one archive" }],
  steps: (context) => [stateFolderExists(context)],
});
