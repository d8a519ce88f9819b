import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Brings configuration, state and KV keys back from a backup. */
export const restore = defineStage({
  name: 'restore',
  summary: "Brings configuration, state and KV keys back from a backup",
  description: "Brings configuration, state and KV keys back from a backup.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Brings configuration, state and KV keys back from a backup" }],
  steps: (context) => [stateFolderExists(context)],
});
