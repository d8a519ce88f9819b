import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Collects logs, configuration and condition for support, secrets masked. */
export const supportBundle = defineStage({
  name: 'support_bundle',
  summary: "Collects logs, configuration and condition for support, secrets masked",
  description: "Collects logs, configuration and condition for support, secrets masked.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Collects logs, configuration and condition for support, secrets masked" }],
  steps: (context) => [stateFolderExists(context)],
});
