import { defineStage } from '@hare/stage';
import { stateFolderExists } from './steps/state-folder-exists.js';

/** Tests the running cluster against its description. */
export const test = defineStage({
  name: 'test',
  summary: "Tests the running cluster against its description",
  description: "Tests the running cluster against its description.",
  changes: true,
  options: {},
  examples: [{ args: [], does: "Tests the running cluster against its description" }],
  steps: (context) => [stateFolderExists(context)],
});
