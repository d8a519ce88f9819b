import { defaultRun } from './select-stages.js';

const suggestions = defaultRun;

/** Which stages of a run: the same for run and plan. */
export const selectionOptions = {
  from: { flag: '--from', value: 'STAGE', suggestions, description: 'start with this stage' },
  to: { flag: '--to', value: 'STAGE', suggestions, description: 'stop after this stage' },
  skip: {
    flag: '--skip',
    value: 'STAGES',
    suggestions,
    description: 'skip these stages, separated by commas',
  },
} as const;
