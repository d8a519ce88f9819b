/** Which stages of a run: the same for run and plan. */
export const selectionOptions = {
  from: { flag: '--from', value: 'STAGE', description: 'start with this stage' },
  to: { flag: '--to', value: 'STAGE', description: 'stop after this stage' },
  skip: {
    flag: '--skip',
    value: 'STAGES',
    description: 'skip these stages, separated by commas',
  },
} as const;
