/** A ConfStore also holds what is none of our business. */
export const open = { others: 'ignored' } as const;
