/** What we use of execa: its build has no more than that, and is loaded by the first command. */
export { execa } from 'execa';
