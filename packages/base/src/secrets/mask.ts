/** What stands in for a secret wherever people or programs read our output. */
export const mask = '******';
