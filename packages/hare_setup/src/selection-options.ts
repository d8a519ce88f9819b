/** Which stages of a run: the same for run and plan. */
export const selectionOptions = {
  from: { flag: '--from', value: 'STAGE', description: 'begin with this stage' },
  to: { flag: '--to', value: 'STAGE', description: 'end with this stage' },
  skip: {
    flag: '--skip',
    value: 'STAGES',
    description: 'leave these stages out, separated by commas',
  },
} as const;
