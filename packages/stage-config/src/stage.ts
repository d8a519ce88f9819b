import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Turns a ConfStore into the cluster description and Motr configuration, and applies it. */
export const config = defineStage({
  name: 'config',
  summary: "Turns a ConfStore into the cluster description and Motr configuration, and applies it",
  description: "Turns a ConfStore into the cluster description and Motr configuration, and applies it.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Turns a ConfStore into the cluster description and Motr configuration, and applies it" }],
  steps: (context) => [stateFolderExists(context)],
});
