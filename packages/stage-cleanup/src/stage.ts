import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Removes Hare's configuration from this machine and from the KV. */
export const cleanup = defineStage({
  name: 'cleanup',
  summary: "Removes Hare's configuration from this machine and from the KV",
  description: "Removes Hare's configuration from this machine and from the KV.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Removes Hare's configuration from this machine and from the KV" }],
  steps: (context) => [stateFolderExists(context)],
});
