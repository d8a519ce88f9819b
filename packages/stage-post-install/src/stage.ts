import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Checks that the machine has what Hare needs. */
export const postInstall = defineStage({
  name: 'post_install',
  summary: "Checks that the machine has what Hare needs",
  description: "Checks that the machine has what Hare needs.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Checks that the machine has what Hare needs" }],
  steps: (context) => [stateFolderExists(context)],
});
