import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process started, and those that they started, now. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name));
  }
  const found = [pid];
  for (const known of found)
    for (const [child, parent] of parents) if (parent === known) found.push(child);
  return found.slice(1);
}

/**
 * After the command's name, which may contain anything but ends with the last parenthesis: state,
 * parent.
 */
function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
