import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Formats the devices once and proves that the cluster starts. */
export const init = defineStage({
  name: 'init',
  summary: "Formats the devices once and proves that the cluster starts",
  description: "Formats the devices once and proves that the cluster starts.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Formats the devices once and proves that the cluster starts" }],
  steps: (context) => [stateFolderExists(context)],
});
