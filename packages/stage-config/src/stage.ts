import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Makes cluster description and Motr configuration from a ConfStore, applies them. */
export const config = defineStage({
  name: 'config',
  summary: "Makes cluster description and Motr configuration from a ConfStore, applies them",
  description: "Makes cluster description and Motr configuration from a ConfStore, applies them.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Makes cluster description and Motr configuration from a ConfStore, applies them" }],
  steps: (context) => [stateFolderExists(context)],
});
